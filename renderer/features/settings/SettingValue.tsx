// What applies for a question: the answer or the default with its unit, and whether it is still open.
// Must not hide that a default is only a default.

import type { ReactElement } from 'react';
import { say, sayOr } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { designText } from '../../../shared/domain/design.ts';
import { Row } from '../../ui/Layout.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Soft } from '../../ui/Text.tsx';

export type ShownSetting = QueryValue<'study.overview'>['settings'][number];

export function SettingValue({ setting }: { readonly setting: ShownSetting }): ReactElement {
  const { definition, value, answer, isOpen, isFixed } = setting;
  return (
    <Row gap={1}>
      {value !== null && definition.kind === 'number' && <Measure value={value} unit={definition.unit} />}
      {value !== null && definition.kind !== 'number' && (
        <span className="settings-value">{answerText(definition, value)}</span>
      )}
      {isOpen && <StatusPill tone="due">{say('settings.open')}</StatusPill>}
      {answer === null && value !== null && <Soft>{say('settings.default')}</Soft>}
      {isFixed && <Soft>{say('settings.fixed')}</Soft>}
    </Row>
  );
}

/** An answer in words; a number stands without its unit. */
export function answerText({ kind }: ShownSetting['definition'], answer: string): string {
  switch (kind) {
    case 'design':
      return designText(answer);
    case 'yes-no':
      return say(answer === 'yes' ? 'settings.yes' : 'settings.no');
    case 'roles':
      return answer
        .split(',')
        .map((role) => sayOr(`role.${role}`, role))
        .join(', ');
    case 'choice':
      return sayOr(`setting-choice.${answer}`, answer);
    case 'number':
    case 'text':
      return answer;
  }
}
