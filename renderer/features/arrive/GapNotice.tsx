// One thing that is missing, until when it can be fixed beforehand, and the way to where it is entered.
// Must not enter it.

import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Gap } from './report.ts';

export function GapNotice({ gap }: { readonly gap: Gap }): ReactElement {
  return (
    <Notice
      tone="due"
      message={gap.what}
      remedy={say(`arrive.timing-${gap.timing}`)}
      actions={<EnterButton gap={gap} />}
    />
  );
}

export function EnterButton({ gap }: { readonly gap: Gap }): ReactElement {
  const { screen, id, part, where } = gap.place;
  return (
    <Button
      icon={ArrowRight}
      onPress={() => go(screen, id ?? undefined, part ?? undefined)}
      aria-label={say('arrive.open-place-of', { where, what: gap.what })}
    >
      {say('arrive.open-place', { where: shortened(where) })}
    </Button>
  );
}

/** The question after the place stands beside the button already. */
function shortened(where: string): string {
  return where.split(':')[0] ?? where;
}
