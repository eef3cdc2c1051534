// The work: rail, strip, alarms, the current screen, the command palette.
// Must not know a screen's content; what a role may not see is not offered.

import { Lock, Search, UserRoundCog } from 'lucide-react';
import { Fragment, useEffect, useState, type ReactElement } from 'react';
import { say } from '../../shared/catalogue/catalogue.ts';
import { localClock } from '../../shared/kernel/time.ts';
import type { ApplicationState, SignedInPerson } from '../../shared/services.ts';
import { bridge } from '../bridge.ts';
import { readClock, useTick } from '../clock.ts';
import { useLive } from '../live.ts';
import { keepFor, readKept } from '../kept.ts';
import { setMe, useMe } from '../me.ts';
import { go, home, usePlace, type Place } from '../navigation.ts';
import { followPlaces, useSaveState } from '../saving.ts';
import { Button } from '../ui/Button.tsx';
import { CommandPalette } from '../ui/CommandPalette.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import { Rail, type RailItem } from '../ui/Rail.tsx';
import { Strip } from '../ui/Strip.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import './entry.css';
import { usePaletteCommands } from './palette.ts';
import { followScanner } from './scanner.ts';
import { screens } from './screens.ts';
import { SwitchPerson } from './SwitchPerson.tsx';

interface ShellProps {
  readonly state: ApplicationState;
  readonly session: SignedInPerson;
}

export function Shell({ state, session }: ShellProps): ReactElement {
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const [isSwitching, setIsSwitching] = useState(false);
  useEffect(() => followPlaces(), []);
  const place = useAllowedPlace();
  const isSimulated = state.notebook?.isSimulated === true;
  useState(() => {
    setMe({ userId: session.userId, isSimulated });
    keepFor(session.userId);
  });
  const commands = usePaletteCommands(() => setIsSwitching(true));

  useEffect(() => void readKept(), []);
  useEffect(() => beginAtTop(), []);
  useEffect(() => followScanner(), []);
  useEffect(() => reportActivity(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isCommand = event.ctrlKey || event.metaKey;
      if (isCommand && event.key.toLowerCase() === 'k') setIsPaletteOpen(true);
      else if (isCommand && event.key.toLowerCase() === 'l') void bridge.service('session.lock', {});
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  if (place.screen === 'operating-room') return <CurrentScreen />;
  return (
    <div className="shell">
      <TopStrip
        isSimulated={isSimulated}
        isReadOnly={state.notebook?.isReadOnly === true}
        onPalette={() => setIsPaletteOpen(true)}
        onSwitch={() => setIsSwitching(true)}
      />
      <SideRail current={place.screen} />
      <div className="shell-stage">
        <section className="shell-notices" aria-label={say('shell.alarms')}>
          {state.notebook?.anchor === 'rolled-back' && (
            <Notice
              tone="refused"
              message={say('shell.rolled-back')}
              remedy={say('shell.rolled-back-remedy')}
            />
          )}
          {state.notebook?.isReadOnly === true && (
            <Notice
              tone="due"
              message={say('shell.only-shown')}
              remedy={say('shell.only-shown-remedy')}
              isLive={false}
            />
          )}
          <TimerNotices />
        </section>
        <ErrorBoundary key={place.screen}>
          <CurrentScreen />
        </ErrorBoundary>
      </div>
      <CommandPalette isOpen={isPaletteOpen} onClose={() => setIsPaletteOpen(false)} commands={commands} />
      <SwitchPerson isOpen={isSwitching} isSimulated={isSimulated} onClose={() => setIsSwitching(false)} />
    </div>
  );
}

/** A new page begins at its top; what it wants in sight it brings there afterwards. Returns what ends it. */
function beginAtTop(): () => void {
  const onPlace = (): void => document.querySelector('.shell-stage')?.scrollTo(0, 0);
  window.addEventListener('hashchange', onPlace);
  return () => window.removeEventListener('hashchange', onPlace);
}

/** Where the person is; an administrator, who has no day at the animals, starts with the settings. */
function useAllowedPlace(): Place {
  const place = usePlace();
  const me = useMe();
  const isElsewhere = place.screen === home.screen && me.roles.length > 0 && !me.can('today.board');
  return isElsewhere ? { ...place, screen: 'settings' } : place;
}

function CurrentScreen(): ReactElement {
  const place = useAllowedPlace();
  const screen = screens[place.screen];
  if (screen) return <screen.component key={place.screen} id={place.id} part={place.part} />;
  return (
    <Page title={say('shell.no-such-screen')}>
      <EmptyState title={say('shell.no-such-screen')}>{say('shell.no-such-screen-remedy')}</EmptyState>
    </Page>
  );
}

function SideRail({ current }: { readonly current: string }): ReactElement {
  const me = useMe();
  const overdue = useOverdueCount();
  const items = Object.entries(screens).flatMap(([id, { rail }]) => {
    if (!rail || !me.can(rail.needs)) return [];
    const item: RailItem = { id, label: say(rail.label), icon: rail.icon };
    const counted = {
      ...item,
      count: overdue,
      countLabel: say('nav.overdue-count'),
      countTone: 'refused' as const,
    };
    return [{ item: id === 'today' ? counted : item, isAtFoot: rail.isAtFoot === true }];
  });
  return (
    <Rail
      items={items.filter((one) => !one.isAtFoot).map((one) => one.item)}
      footItems={items.filter((one) => one.isAtFoot).map((one) => one.item)}
      current={current}
      onSelect={(id) => go(id)}
    />
  );
}

function useOverdueCount(): number {
  return useLive('today.overdueCount', {}).value?.count ?? 0;
}

interface TopStripProps {
  readonly isSimulated: boolean;
  readonly isReadOnly: boolean;
  readonly onPalette: () => void;
  readonly onSwitch: () => void;
}

function TopStrip({ isSimulated, isReadOnly, onPalette, onSwitch }: TopStripProps): ReactElement {
  const me = useMe();
  const tick = useTick();
  const { status, savedAt } = useSaveState();
  const timers = useLive('timer.running', {}).value?.timers ?? [];
  const shown = timers.map((timer) => {
    const { text, state } = readClock(
      timer,
      tick,
      timer.durationMs - (timer.preAlarmsMs.at(0) ?? timer.durationMs),
    );
    const label = timer.animalId === null ? timer.label : `${timer.label} · ${timer.animalId}`;
    return { id: timer.id, label, text, state };
  });
  const openTimer = (timerId: string): void => {
    const timer = timers.find((one) => one.id === timerId);
    if (timer?.runId) go(timer.timerKey === 'ischaemia' ? 'operating-room' : 'runs', timer.runId);
  };
  const role = me.roles.map((one) => say(`role.${one}`)).join(', ');
  const isSaved = status === 'saving' ? 'saving' : status === 'refused' ? 'not-saved' : 'saved';
  const saved = isReadOnly ? 'read-only' : isSaved;
  return (
    <Strip
      timers={shown}
      onTimer={openTimer}
      person={{ name: me.printedName, role }}
      saved={saved}
      savedNote={
        savedAt === null || saved !== 'saved' ? undefined : new Date(savedAt).toTimeString().slice(0, 8)
      }
      isSimulated={isSimulated}
      actions={
        <>
          <IconButton icon={Search} label={say('shell.palette')} shortcut="Ctrl K" onPress={onPalette} />
          <IconButton icon={UserRoundCog} label={say('shell.switch-person')} onPress={onSwitch} />
          <IconButton
            icon={Lock}
            label={say('shell.lock')}
            shortcut="Ctrl L"
            onPress={() => void bridge.service('session.lock', {})}
          />
        </>
      }
    />
  );
}

/** Alarms that are due and clamps marked on the locked screen, until somebody answers; on every screen. */
function TimerNotices(): ReactElement {
  const tick = useTick();
  const timers = useLive('timer.running', {}).value?.timers ?? [];
  return (
    <>
      {timers.map((timer) => {
        const { remainingMs, distanceText } = readClock(timer, tick);
        const label = timer.animalId === null ? timer.label : `${timer.label} · ${timer.animalId}`;
        const sentence = remainingMs < 0 ? 'shell.alarm-over' : 'shell.alarm-soon';
        return (
          <Fragment key={timer.id}>
            {timer.dueAlarm && (
              <Notice
                tone={remainingMs < 0 ? 'refused' : 'due'}
                isLive={false}
                message={say(sentence, { label, time: distanceText })}
                actions={
                  <Button onPress={() => void bridge.command('timer.acknowledge', { timerId: timer.id })}>
                    {say('shell.acknowledge')}
                  </Button>
                }
              />
            )}
            {timer.clampOffMarkedAt !== null && (
              <Notice
                tone="due"
                isLive={false}
                message={say('shell.clamp-off-marked', { label, time: localClock(timer.clampOffMarkedAt) })}
                actions={
                  <Button variant="primary" onPress={() => go('operating-room', timer.runId ?? undefined)}>
                    {say('shell.clamp-off-confirm')}
                  </Button>
                }
              />
            )}
          </Fragment>
        );
      })}
    </>
  );
}

/** Tells the main process now and then that somebody is there, so that it does not lock for idleness. */
function reportActivity(): () => void {
  let lastAt = 0;
  const report = (event: Event): void => {
    if (event.timeStamp - lastAt < 10_000 && lastAt !== 0) return;
    lastAt = event.timeStamp;
    void bridge.service('screen.activity', {});
  };
  const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
  for (const kind of kinds) window.addEventListener(kind, report, { capture: true, passive: true });
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, report, { capture: true });
  };
}
