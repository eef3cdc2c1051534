// What applies for a question: the answer or the default with its unit, and whether it is still open.
// Must not hide that a default is only a default.

import type { ReactElement } from 'react';
import { say, sayOr } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
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
      {value !== null &&
        definition.kind === 'yes-no' &&
        say(value === 'yes' ? 'settings.yes' : 'settings.no')}
      {value !== null && definition.kind !== 'number' && definition.kind !== 'yes-no' && (
        <span className="settings-value">{sayOr(`setting-choice.${value}`, value)}</span>
      )}
      {isOpen && <StatusPill tone="due">{say('settings.open')}</StatusPill>}
      {answer === null && value !== null && <Soft>{say('settings.default')}</Soft>}
      {isFixed && <Soft>{say('settings.fixed')}</Soft>}
    </Row>
  );
}
