// The page of a new lot: its form, the refusal beside it, one button.
// Must not empty what was typed when it is refused.

import type { FormEvent, ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import type { Saver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Page } from '../../ui/Page.tsx';

interface NewLotFormProps {
  readonly title: string;
  readonly lead: string;
  readonly saver: Saver;
  /** What the button says. */
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function NewLotForm({
  title,
  lead,
  saver,
  submit,
  onSubmit,
  children,
}: NewLotFormProps): ReactElement {
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Page
      title={title}
      lead={lead}
      back={{ label: say('lots.title'), onPress: () => go('lots') }}
      takesFocus={false}
    >
      <form noValidate onSubmit={send}>
        <Stack gap={3}>
          {children}
          <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
          <Row>
            <Button type="submit" variant="primary" isPending={saver.isSaving}>
              {submit}
            </Button>
            <Button onPress={() => go('lots')}>{say('lots.back')}</Button>
          </Row>
        </Stack>
      </form>
    </Page>
  );
}
