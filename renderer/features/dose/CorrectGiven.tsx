// Amounts of a given dose that were entered wrongly, anew and with a reason; the time of the injection stays.
// Must not empty itself when it is refused.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoseView } from '../../../shared/domain/dose-queries.ts';
import type { Given } from '../../../shared/domain/dose.ts';
import { useActFields } from '../../ActFields.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { useAmounts } from './AmountFields.tsx';

interface CorrectGivenProps {
  readonly dose: DoseView;
  readonly given: Given;
  readonly onClose: () => void;
}

export function CorrectGiven({ dose, given, onClose }: CorrectGivenProps): ReactElement {
  const { lostMicrolitre, residualMicrolitre } = given;
  const sites = given.sites.map((one, index) => ({ key: index, ...one }));
  const amounts = useAmounts(dose.drawMicrolitre, { sites, lostMicrolitre, residualMicrolitre });
  const act = useActFields({ hasReason: true, reasonLabel: say('dosing.correct-why') });
  const saver = useSaver('editor');
  const correct = async (): Promise<void> => {
    const outcome = await saver.save('dose.correctGiven', { doseId: dose.id, ...amounts.input }, act.meta);
    if (outcome.ok) onClose();
  };
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={say('dosing.correct-title', { code: dose.code })}
      onSubmit={() => void correct()}
      actions={
        <Button type="submit" variant="primary" isPending={saver.isSaving}>
          {say('dosing.correct-submit')}
        </Button>
      }
    >
      <Stack gap={3}>
        {amounts.fields}
        {act.fields}
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      </Stack>
    </Drawer>
  );
}
