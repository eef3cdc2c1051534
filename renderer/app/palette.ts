// What the command palette offers: every screen, every animal and open run, and the actions of the shell.
// Must not offer what the role may not do.

import { Lock, LogOut, Moon, UserRoundCog } from 'lucide-react';
import { say } from '../../shared/catalogue/catalogue.ts';
import { bridge } from '../bridge.ts';
import { useLive } from '../live.ts';
import { useMe } from '../me.ts';
import { go } from '../navigation.ts';
import type { PaletteCommand } from '../ui/CommandPalette.tsx';
import { refreshApplication } from './application.ts';
import { screens } from './screens.ts';
import { switchTheme } from './theme-choice.ts';

/** Pages of the assays that are reached from within them. */
const assayWork = [
  { part: 'new', label: 'assays.new' },
  { part: 'mix', label: 'ct.mix' },
  { part: 'slides', label: 'slides.title' },
  { part: 'ki67', label: 'nuclei.title' },
] as const;

export function usePaletteCommands(onSwitchPerson: () => void): readonly PaletteCommand[] {
  const me = useMe();
  const animals = useLive('animal.list', {}).value?.animals ?? [];
  const runs = useLive('run.list', { status: 'open' }).value?.runs ?? [];
  const goTo = say('shell.go-to');
  const actions = say('shell.actions');
  return [
    ...Object.entries(screens).flatMap(([id, { rail }]) =>
      rail && me.can(rail.needs)
        ? [
            {
              id: `screen-${id}`,
              label: say(rail.label),
              section: goTo,
              icon: rail.icon,
              onRun: () => go(id),
            },
          ]
        : [],
    ),
    ...(me.can('assay.evaluate') ? assayWork : []).map(({ part, label }) => ({
      id: `assay-${part}`,
      label: say(label),
      section: say('nav.assays'),
      onRun: () => go('assays', part),
    })),
    {
      id: 'lock',
      label: say('shell.lock'),
      section: actions,
      icon: Lock,
      shortcut: 'Ctrl L',
      onRun: () => void bridge.service('session.lock', {}),
    },
    {
      id: 'switch',
      label: say('shell.switch-person'),
      section: actions,
      icon: UserRoundCog,
      onRun: onSwitchPerson,
    },
    { id: 'theme', label: say('shell.theme'), section: actions, icon: Moon, onRun: switchTheme },
    {
      id: 'sign-out',
      label: say('shell.sign-out'),
      section: actions,
      icon: LogOut,
      onRun: () => void bridge.service('session.signOut', {}).then(refreshApplication),
    },
    ...animals.map(({ animal: { id, earTag } }) => ({
      id: `animal-${id}`,
      label: id,
      hint: earTag,
      section: say('nav.animals'),
      onRun: () => go('animals', id),
    })),
    ...runs.map(({ id, code, title }) => ({
      id: `run-${id}`,
      label: code,
      hint: title,
      section: say('nav.runs'),
      onRun: () => go('runs', id),
    })),
  ];
}
