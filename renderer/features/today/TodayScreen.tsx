// The board of what is to be done, for all animals and people: overdue, now, next, later.
// Must not decide what is due: the board comes ready from the notebook.

import { Hourglass, PiggyBank, Scale, Syringe, Timer } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Board, type BoardColumn } from '../../ui/Board.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { machineDay, screenOf, titleOf, whoOf, windowOf, type TodayItem } from './board-lines.ts';
import './today.css';

const lanes = [
  { id: 'overdue', tone: 'refused' },
  { id: 'now', tone: 'due' },
  { id: 'next', tone: 'accent' },
  { id: 'later', tone: 'neutral' },
] as const;

export function TodayScreen(): ReactElement {
  const { value, refusal } = useLive('today.board', {});
  return (
    <Page
      title={say('nav.today')}
      isWide
      lead={value && value.items.length > 0 ? <Counts counts={value.counts} /> : undefined}
      actions={<Starts />}
    >
      <RefusalNotice refusal={refusal} />
      {value?.items.every((one) => one.animalId === null) === true && (
        <NothingToDo isAllClear={value.items.length === 0} />
      )}
      {value && value.items.length > 0 && <WorkBoard items={value.items} />}
    </Page>
  );
}

function Counts({ counts }: { readonly counts: QueryValue<'today.board'>['counts'] }): ReactElement {
  return (
    <span className="today-counts">
      {lanes.map(({ id, tone }) => (
        <StatusPill key={id} tone={counts[id] > 0 ? tone : 'neutral'}>
          {say(`today-page.count-${id}`, { count: counts[id] })}
        </StatusPill>
      ))}
      {counts.running > 0 && (
        <StatusPill tone="accent" icon={Timer}>
          {say('today-page.count-running', { count: counts.running })}
        </StatusPill>
      )}
      {counts.blocked > 0 && (
        <StatusPill tone="due" icon={Hourglass}>
          {say('today-page.count-blocked', { count: counts.blocked })}
        </StatusPill>
      )}
    </span>
  );
}

/** The most usual next actions, as far as the person's role has them. */
function Starts(): ReactElement {
  const me = useMe();
  return (
    <>
      {me.can('animal.register') && (
        <Button icon={PiggyBank} onPress={() => go('animals', undefined, 'register')}>
          {say('today-page.register')}
        </Button>
      )}
      {me.can('dose.prepare') && (
        <Button icon={Syringe} onPress={() => go('dose')}>
          {say('today-page.prepare-dose')}
        </Button>
      )}
      {me.can('animal.weigh') && (
        <Button icon={Scale} variant="primary" onPress={() => go('animals', undefined, 'weigh')}>
          {say('today-page.weigh')}
        </Button>
      )}
    </>
  );
}

function WorkBoard({ items }: { readonly items: readonly TodayItem[] }): ReactElement {
  const { nameOf } = usePeople();
  const today = machineDay();
  const columns = lanes.map(({ id, tone }): BoardColumn => {
    const own = items.filter((item) => item.lane === id);
    return {
      id,
      title: say(`today-page.${id}`),
      tone: own.length === 0 ? 'neutral' : tone,
      empty: say(`today-page.none-${id}`),
      items: own.map((item) => ({
        id: item.key,
        title: titleOf(item),
        what: item.what,
        window: windowOf(item, today),
        who: whoOf(item, nameOf),
        mark: markOf(item),
      })),
    };
  });
  const open = (key: string): void => {
    const target = items.find((item) => item.key === key)?.target;
    if (target) go(screenOf[target.screen], target.id ?? undefined, target.part);
  };
  return <Board label={say('today-page.board')} columns={columns} onOpen={open} />;
}

function markOf(item: TodayItem): ReactElement | undefined {
  if (item.isBlocked) {
    return (
      <StatusPill tone="due" icon={Hourglass}>
        {say('today-page.blocked')}
      </StatusPill>
    );
  }
  if (!item.isRunning) return undefined;
  return (
    <StatusPill tone="accent" icon={Timer}>
      {say('today-page.running')}
    </StatusPill>
  );
}

/** A notebook without animals, or a finished day. */
function NothingToDo({ isAllClear }: { readonly isAllClear: boolean }): ReactElement | null {
  const me = useMe();
  const { value } = useLive('animal.list', {});
  if (!value) return null;
  if (value.animals.length > 0) {
    if (!isAllClear) return null;
    return (
      <EmptyState title={say('today-page.clear-title')} isGood>
        {say('today-page.clear')}
      </EmptyState>
    );
  }
  const mayRegister = me.can('animal.register');
  return (
    <EmptyState
      title={say('today-page.first-title')}
      icon={PiggyBank}
      action={
        mayRegister && (
          <Button variant="primary" onPress={() => go('animals', undefined, 'register')}>
            {say('today-page.register')}
          </Button>
        )
      }
    >
      {say(mayRegister ? 'today-page.first' : 'today-page.first-other')}
    </EmptyState>
  );
}
