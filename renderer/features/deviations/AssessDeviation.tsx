// The study director's judgement of a deviation: words and impact; a second one replaces the first, with a reason.
// Must not preselect an impact.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useActFields } from '../../ActFields.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast.ts';
import { impacts, type Impact } from './DeviationMarks.tsx';

interface AssessDeviationProps {
  readonly deviationId: string;
  /** There is an assessment already. */
  readonly isReplacing: boolean;
  readonly onDone?: (() => void) | undefined;
}

export function AssessDeviation({ deviationId, isReplacing, onDone }: AssessDeviationProps): ReactElement {
  const saver = useSaver();
  const act = useActFields({
    hasReason: isReplacing,
    reasonLabel: say('deviations.assess-again-reason'),
  });
  const [impact, setImpact] = useState<Impact | null>(null);
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);

  const save = async (): Promise<void> => {
    setTried(true);
    if (impact === null || text.trim() === '') return;
    const outcome = await saver.save('deviation.assess', { deviationId, impact, text }, act.meta);
    if (!outcome.ok) return;
    showToast({ tone: 'done', message: say('deviations.assess-saved') });
    onDone?.();
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap={2}>
        <RadioGroup
          label={say('deviations.impact')}
          orientation="horizontal"
          options={impacts.map((value) => ({
            value,
            label: say(`deviations.impact-${value}`),
            note: say(`deviations.impact-${value}-note`),
          }))}
          value={impact}
          onChange={setImpact}
          isRequired
          error={isTried && impact === null ? say('deviations.choose') : undefined}
        />
        <TextField
          label={say('deviations.text')}
          value={text}
          onChange={setText}
          isMultiline
          isRequired
          error={isTried && text.trim() === '' ? say('deviations.fill-in') : undefined}
        />
        {act.fields}
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        <Row>
          <Button variant="primary" type="submit" isPending={saver.isSaving}>
            {say(isReplacing ? 'deviations.assess-again' : 'deviations.assess')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
