// The settings: the questions of the study, people, backups and checks, printing, this window.
// Must not decide who may change what: what a role may not do is not offered, and refused if tried.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe } from '../../me.ts';
import { go, type ScreenProps } from '../../navigation.ts';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { MachineSettings } from './MachineSettings.tsx';
import { PeopleSettings } from './PeopleSettings.tsx';
import { PrintingSettings } from './PrintingSettings.tsx';
import { SafetySettings } from './SafetySettings.tsx';
import './settings.css';
import { StudySettings } from './StudySettings.tsx';

export function SettingsScreen({ id, part }: ScreenProps): ReactElement {
  const me = useMe();
  // An administrator looks after people, not after the study.
  const first = me.can('animal.list') ? 'study' : 'people';
  return (
    <Page title={say('settings.title')}>
      <Tabs
        label={say('settings.parts')}
        selected={part ?? first}
        onSelect={(next) => go('settings', undefined, next)}
        parts={[
          { id: 'study', label: say('settings.study'), content: <StudySettings wantedKey={id} /> },
          { id: 'people', label: say('settings.people'), content: <PeopleSettings /> },
          { id: 'safety', label: say('settings.safety'), content: <SafetySettings /> },
          ...(me.can('export.pdf')
            ? [{ id: 'printing', label: say('settings.printing'), content: <PrintingSettings /> }]
            : []),
          { id: 'machine', label: say('settings.machine'), content: <MachineSettings /> },
        ]}
      />
    </Page>
  );
}
