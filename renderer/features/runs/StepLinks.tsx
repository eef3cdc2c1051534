// Where the work of a step goes on: the dose, the samples, the lots, the anaesthesia record, the operating room.
// Must not do the work: the other screen does.

import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { say, type SentenceKey } from '../../../shared/catalogue/catalogue.ts';
import type { StepDefinition } from '../../../shared/protocols/protocol.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import type { ShownRun } from './run-view.ts';

interface StepLinksProps {
  readonly run: ShownRun;
  readonly effect: StepDefinition['effect'];
}

interface Link {
  readonly label: SentenceKey;
  readonly screen: string;
  readonly id?: string | undefined;
  readonly part?: string | undefined;
}

function linkOf({ run, effect }: StepLinksProps): Link | undefined {
  const animalId = run.animalId ?? undefined;
  switch (effect) {
    case 'dose':
      return { label: 'runs.open-dose', screen: 'dose', id: animalId };
    case 'sample':
      return { label: 'runs.open-samples', screen: 'samples', id: animalId };
    case 'lot':
      return { label: 'runs.open-lots', screen: 'lots', id: run.lotId ?? undefined };
    case 'medication':
      return { label: 'runs.open-drugs', screen: 'runs', id: run.id, part: 'anaesthesia' };
    case 'clamp-on':
    case 'clamp-off':
      return { label: 'runs.open-theatre', screen: 'operating-room', id: run.id };
    case 'weigh':
    case null:
      return undefined;
  }
}

export function StepLinks(props: StepLinksProps): ReactElement | null {
  const link = linkOf(props);
  if (!link) return null;
  return (
    <Button icon={ArrowRight} onPress={() => go(link.screen, link.id, link.part)}>
      {say(link.label)}
    </Button>
  );
}
