// Who did it, who witnessed it, when it happened, why: what may accompany any command, asked in one way everywhere.
// Must not fill in a person or a time that nobody chose: what is left open means "me, now".

import { useState, type ReactElement } from 'react';
import { say } from '../shared/catalogue/catalogue.ts';
import type { CommandMeta } from '../shared/contract.ts';
import { useMe, usePeople } from './me.ts';
import { ComboBox } from './ui/ComboBox.tsx';
import { DateTimeField } from './ui/DateTimeField.tsx';
import { Grid } from './ui/Layout.tsx';
import { TextField } from './ui/TextField.tsx';

interface ActOptions {
  /** Offered first: the participants of a run. */
  readonly participants?: readonly string[] | undefined;
  /** Asks for a reason; it is required where the command refuses without one. */
  readonly hasReason?: boolean | undefined;
  readonly reasonLabel?: string | undefined;
}

export interface ActFields {
  readonly fields: ReactElement;
  /** What goes with the command. */
  readonly meta: CommandMeta;
  readonly hasReason: boolean;
  /** Empties the fields after a save. */
  clear(): void;
}

export function useActFields(options: ActOptions = {}): ActFields {
  const me = useMe();
  const { list } = usePeople();
  const [performedBy, setPerformedBy] = useState<string | null>(null);
  const [witnessedBy, setWitnessedBy] = useState<string | null>(null);
  const [occurredAt, setOccurredAt] = useState('');
  const [reason, setReason] = useState('');
  const participants = options.participants ?? [];
  const people = list
    .filter((one) => one.isActive)
    .toSorted(
      (left, right) =>
        Number(participants.includes(right.userId)) - Number(participants.includes(left.userId)),
    )
    .map((one) => ({ value: one.userId, label: one.printedName }));

  const fields = (
    <Grid columns="normal">
      {options.hasReason === true && (
        <TextField
          label={options.reasonLabel ?? say('act.reason')}
          value={reason}
          onChange={setReason}
          isMultiline
          isRequired
        />
      )}
      <ComboBox
        label={say('act.performed-by')}
        placeholder={me.printedName}
        options={people}
        value={performedBy}
        onChange={setPerformedBy}
      />
      <ComboBox
        label={say('act.witnessed-by')}
        placeholder={say('act.nobody')}
        options={people}
        value={witnessedBy}
        onChange={setWitnessedBy}
      />
      <DateTimeField
        label={say('act.occurred-at')}
        description={say('act.occurred-at-hint')}
        value={occurredAt}
        onChange={setOccurredAt}
      />
    </Grid>
  );
  const meta: CommandMeta = {
    ...(performedBy === null ? {} : { performedBy }),
    ...(witnessedBy === null ? {} : { witnessedBy }),
    ...(occurredAt.trim() === '' ? {} : { occurredAt: occurredAt.trim() }),
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
  };
  return {
    fields,
    meta,
    hasReason: reason.trim() !== '',
    clear() {
      setPerformedBy(null);
      setWitnessedBy(null);
      setOccurredAt('');
      setReason('');
    },
  };
}
