// How far the ARRIVE report is, as long as what is missing can still be collected; the way to it.
// Must not show a state by colour alone: each has its word in the report, and its number here.

import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Soft } from '../../ui/Text.tsx';

export function ArriveMeter(): ReactElement | null {
  const { value } = useLive('arrive.progress', {});
  if (!value) return null;
  const { counts, items } = value;
  return (
    <section className="settings-meter" aria-label={say('arrive.title')}>
      <div>
        <strong>{say('arrive.meter', { complete: counts.complete })}</strong>
        <div>
          <Soft>
            {say('arrive.meter-rest', {
              incomplete: counts.incomplete,
              missing: counts.missing,
              notYet: counts['not-yet'],
            })}
          </Soft>
        </div>
      </div>
      <ol className="settings-meter-items" aria-hidden>
        {items.map(({ number, title, state }) => (
          <li key={number} title={`${title}: ${say(`arrive.state-${state}`)}`} data-state={state}>
            {number}
          </li>
        ))}
      </ol>
      <Button icon={ArrowRight} onPress={() => go('arrive')}>
        {say('arrive.open')}
      </Button>
    </section>
  );
}
