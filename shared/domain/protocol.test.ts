// Tests of released protocols: frozen, hashed, versioned, compared.
// Must not test what a run makes of them.

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '../kernel/canonical.ts';
import { builtInProtocols } from '../protocols/built-in.ts';
import { settingKeysOf, type ProtocolDefinition, type StepDefinition } from '../protocols/protocol.ts';
import { surgery } from '../protocols/surgery.ts';
import {
  compareProtocols,
  definitionHash,
  latestProtocol,
  listProtocols,
  Protocol,
  releaseBuiltIn,
  releaseProtocol,
  showProtocol,
} from './protocol.ts';
import { isSettingKey } from './settings.ts';
import { Bench } from './testing/bench.ts';
import { known } from './testing/known.ts';

function changed(version: number, alter: (step: StepDefinition) => StepDefinition): ProtocolDefinition {
  return { ...surgery, version, steps: surgery.steps.map(alter) };
}

const shorter = changed(2, (step) =>
  step.key === 'clamp-on'
    ? {
        ...step,
        timers: step.timers.map((one) => ({ ...one, durationSeconds: 2_700, preAlarmsSeconds: [2_400] })),
      }
    : step,
);

describe('releasing', () => {
  it('[PAIN-9] freezes a definition with the SHA-256 of its canonical text', () => {
    const bench = new Bench();
    expect(bench.run(releaseBuiltIn, {}).protocolIds).toEqual([
      'asc-isolation.v1',
      'conditioned-medium.v1',
      'surgery.v1',
      'sampling.v1',
    ]);
    const stored = known(bench.read.get(Protocol, 'surgery.v1'));
    expect(stored.definition).toEqual(surgery);
    const expected = createHash('sha256').update(canonical(surgery), 'utf8').digest('hex');
    expect(stored.hash).toBe(expected);
    const again = { ...known(bench.records.find((one) => one.subjectId === 'surgery.v1')), payload: {} };
    expect(
      Protocol.reduce(stored, { ...again, payload: { definition: { ...surgery, title: 'x' }, hash: '' } }),
    ).toBe(stored);
    expect(bench.refused(releaseBuiltIn, {}).code).toBe('protocol.built-in-released');
  });

  it('[P11-10k] takes the next version with a reason, and neither the same, an older nor a later one', () => {
    const bench = new Bench();
    bench.run(releaseProtocol, { definition: surgery });
    expect(bench.refused(releaseProtocol, { definition: surgery }).code).toBe('protocol.wrong-version');
    const unchanged = { definition: { ...surgery, version: 2 } };
    expect(bench.refused(releaseProtocol, unchanged, { reason: 'x' }).code).toBe('protocol.unchanged');
    const skipping = { definition: { ...shorter, version: 3 } };
    expect(bench.refused(releaseProtocol, skipping, { reason: 'x' }).code).toBe('protocol.wrong-version');
    expect(bench.refused(releaseProtocol, { definition: shorter }).code).toBe('reason.missing');
    const reason = 'forty-five minutes are enough';
    bench.run(releaseProtocol, { definition: shorter }, { reason });
    expect(latestProtocol(bench.read, 'surgery')).toMatchObject({ id: 'surgery.v2', reason });
    expect(bench.read.get(Protocol, 'surgery.v1')?.definition).toEqual(surgery);
  });

  it('refuses a definition that contradicts itself or relies on an unknown setting', () => {
    const bench = new Bench();
    const twice = { ...surgery, steps: [known(surgery.steps[0]), known(surgery.steps[0])] };
    expect(bench.refused(releaseProtocol, { definition: twice }).message).toContain('step fast stands twice');
    const unknown = changed(1, (step) => ({
      ...step,
      parameters: step.parameters.map((one) =>
        one.settingKey ? { ...one, settingKey: 'surgery.mood' } : one,
      ),
    }));
    expect(bench.refused(releaseProtocol, { definition: unknown })).toMatchObject({
      code: 'protocol.malformed',
      message: 'This protocol cannot be released: there is no setting surgery.mood.',
    });
  });

  it('relies only on settings that the study has', () => {
    const keys = builtInProtocols.flatMap(settingKeysOf);
    expect(keys.length).toBeGreaterThan(40);
    expect(keys.filter((key) => !isSettingKey(key))).toEqual([]);
  });
});

describe('reading', () => {
  it('lists versions and shows whether a definition is intact', () => {
    const bench = new Bench();
    bench.run(releaseProtocol, { definition: surgery });
    bench.run(releaseProtocol, { definition: shorter }, { reason: 'x' });
    expect(bench.ask(listProtocols, {}).protocols).toMatchObject([
      { id: 'surgery.v1', isLatest: false, stepCount: 15, sign: 'SUR' },
      { id: 'surgery.v2', isLatest: true },
    ]);
    expect(bench.ask(showProtocol, { protocolId: 'surgery.v2' })).toMatchObject({
      protocol: { hash: definitionHash(shorter) },
      isIntact: true,
    });
    expect(bench.ask(showProtocol, { protocolId: 'surgery.v9' })).toEqual({
      protocol: null,
      isIntact: false,
    });
  });

  it('compares two versions: changed, added, removed and moved steps, and nothing else', () => {
    const bench = new Bench();
    const added: StepDefinition = {
      ...known(surgery.steps[6]),
      key: 'second-access',
      title: 'Second access',
    };
    const moved = known(surgery.steps.find((step) => step.key === 'tolfedine'));
    const others = shorter.steps.filter((step) => step.key !== 'tolfedine' && step.key !== 'close');
    const definition = { ...shorter, title: 'Shorter ischaemia', steps: [moved, ...others, added] };
    bench.run(releaseProtocol, { definition: surgery });
    bench.run(releaseProtocol, { definition }, { reason: 'x' });
    const { changes } = bench.ask(compareProtocols, { from: 'surgery.v1', to: 'surgery.v2' });
    expect(changes).toEqual([
      {
        stepKey: null,
        title: 'Shorter ischaemia',
        change: 'changed',
        fields: [{ field: 'title', from: surgery.title, to: 'Shorter ischaemia' }],
      },
      { stepKey: 'tolfedine', title: moved.title, change: 'moved', fields: [] },
      { stepKey: 'fast', title: 'Start fasting', change: 'moved', fields: [] },
      {
        stepKey: 'clamp-on',
        title: 'Clamp on',
        change: 'changed',
        fields: [
          { field: 'timers/ischaemia/durationSeconds', from: '3600', to: '2700' },
          { field: 'timers/ischaemia/preAlarmsSeconds/0', from: '3000', to: '2400' },
          { field: 'timers/ischaemia/preAlarmsSeconds/1', from: '3300', to: null },
        ],
      },
      { stepKey: 'recovery', title: 'Recovery', change: 'moved', fields: [] },
      { stepKey: 'second-access', title: 'Second access', change: 'added', fields: [] },
      { stepKey: 'close', title: 'Close', change: 'removed', fields: [] },
    ]);
    expect(bench.ask(compareProtocols, { from: 'surgery.v1', to: 'surgery.v1' }).changes).toEqual([]);
    expect(bench.ask(compareProtocols, { from: 'surgery.v1', to: 'none' }).changes).toBeNull();
  });
});
