// What went where: the sites with their volumes, what was lost, what is left, and whether it adds up.
// Must not refuse: the main process does; here the difference is only shown.

import { Plus, X } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { evenParts, isSameAmount, restOf, shortAmount, timesAmount, totalAmount } from './amounts.ts';

interface SiteEntry {
  readonly key: number;
  readonly site: string;
  readonly volumeMicrolitre: string;
}

export interface AmountEntries {
  readonly sites: readonly SiteEntry[];
  readonly lostMicrolitre: string;
  readonly residualMicrolitre: string;
}

export interface Amounts {
  readonly fields: ReactElement;
  /** What goes with the command. */
  readonly input: {
    readonly sites: { readonly site: string; readonly volumeMicrolitre: string }[];
    readonly lostMicrolitre: string;
    readonly residualMicrolitre: string;
  };
  /** The sum over the sites; undefined while one of them is no number. */
  readonly injected: string | undefined;
}

/** All of it but the dead space, which stays in syringe and needle, divided evenly among the planned sites. */
export function startingAmounts(
  drawMicrolitre: string | null,
  deadSpace: string,
  fills: number,
  sites: number,
): AmountEntries {
  const residualMicrolitre = drawMicrolitre === null ? '0' : timesAmount(deadSpace, Math.max(1, fills));
  const volumes =
    drawMicrolitre === null ? [''] : evenParts(restOf(drawMicrolitre, residualMicrolitre), sites);
  return {
    sites: volumes.map((volumeMicrolitre, index) => ({
      key: index + 1,
      site: say('dosing.site-name', { number: index + 1 }),
      volumeMicrolitre,
    })),
    lostMicrolitre: '0',
    residualMicrolitre,
  };
}

/** `drawn`: what it must add up to; null where nobody knows. */
export function useAmounts(drawn: string | null, start: AmountEntries): Amounts {
  const [entries, setEntries] = useState(start);
  const { sites, lostMicrolitre, residualMicrolitre } = entries;
  const change = (key: number, part: Partial<SiteEntry>): void =>
    setEntries({ ...entries, sites: sites.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const add = (): void => {
    const key = Math.max(...sites.map((one) => one.key)) + 1;
    const site = say('dosing.site-name', { number: sites.length + 1 });
    setEntries({ ...entries, sites: [...sites, { key, site, volumeMicrolitre: '' }] });
  };
  const remove = (key: number): void =>
    setEntries({ ...entries, sites: sites.filter((one) => one.key !== key) });
  const volumes = sites.map((one) => one.volumeMicrolitre);
  const fields = (
    <Stack>
      {sites.map(({ key, site, volumeMicrolitre }, index) => (
        <div key={key} className="dose-site">
          <TextField
            label={say('dosing.site', { number: index + 1 })}
            value={site}
            onChange={(next) => change(key, { site: next })}
          />
          <NumberField
            label={say('dosing.site-volume', { number: index + 1 })}
            unit="µL"
            value={volumeMicrolitre}
            onChange={(next) => change(key, { volumeMicrolitre: next })}
          />
          {sites.length > 1 && (
            <IconButton
              icon={X}
              label={say('dosing.site-remove', { number: index + 1 })}
              onPress={() => remove(key)}
            />
          )}
        </div>
      ))}
      <div>
        <Button icon={Plus} onPress={add}>
          {say('dosing.site-add')}
        </Button>
      </div>
      <Row align="end" gap={1}>
        <NumberField
          label={say('dosing.lost')}
          unit="µL"
          value={lostMicrolitre}
          onChange={(next) => setEntries({ ...entries, lostMicrolitre: next })}
        />
        <NumberField
          label={say('dosing.residual')}
          unit="µL"
          value={residualMicrolitre}
          onChange={(next) => setEntries({ ...entries, residualMicrolitre: next })}
        />
      </Row>
      {drawn !== null && (
        <Balance drawn={drawn} total={totalAmount([...volumes, lostMicrolitre, residualMicrolitre])} />
      )}
    </Stack>
  );
  const orNothing = (text: string): string => (text.trim() === '' ? '0' : text.trim());
  return {
    fields,
    input: {
      sites: sites.map((one, index) => ({
        site: one.site.trim() || say('dosing.site-name', { number: index + 1 }),
        volumeMicrolitre: one.volumeMicrolitre.trim(),
      })),
      lostMicrolitre: orNothing(lostMicrolitre),
      residualMicrolitre: orNothing(residualMicrolitre),
    },
    injected: totalAmount(volumes),
  };
}

function Balance({
  drawn,
  total,
}: {
  readonly drawn: string;
  readonly total: string | undefined;
}): ReactElement {
  const isEven = total !== undefined && isSameAmount(total, drawn);
  const sentence = say('dosing.balance', { total: total ?? '?', drawn: shortAmount(drawn) });
  return (
    <div>
      <StatusPill tone={isEven ? 'done' : 'due'}>{sentence}</StatusPill>
    </div>
  );
}
