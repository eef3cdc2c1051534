// Takes the values that apply meanwhile as the lab's answers, all that the list shows, with one reason.
// Must not answer a question that has no value.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Button } from '../../ui/Button.tsx';
import type { ShownSetting } from './SettingValue.tsx';

export function AcceptDefaults({
  settings,
}: {
  readonly settings: readonly ShownSetting[];
}): ReactElement | null {
  const [isOpen, setIsOpen] = useState(false);
  const keys = settings.filter((one) => one.isOpen && one.value !== null).map((one) => one.definition.key);
  const count = keys.length;
  if (count === 0) return null;
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{say('settings.accept', { count })}</Button>
      {isOpen && (
        <SaveForm
          frame="dialog"
          title={say('settings.accept-title', { count })}
          lead={say('settings.accept-lead')}
          submit={say('settings.accept-submit')}
          asksWho
          hasReason
          done={say('settings.accept-done', { count })}
          save={(saver, meta) => saver.save('study.acceptDefaults', { keys }, meta)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
