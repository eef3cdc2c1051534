// Released protocols: frozen definitions with their hash, new versions beside the old ones, and what changed.
// Must not alter a released definition: a change is a new version.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { canonical } from '../kernel/canonical.ts';
import { decide, defineCommand, defineEntity, defineQuery, type Reader } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { builtInProtocols } from '../protocols/built-in.ts';
import {
  definitionProblems,
  protocolSchema,
  settingKeysOf,
  type ProtocolDefinition,
} from '../protocols/protocol.ts';
import { changesBetween, type StepChange } from './protocol-changes.ts';
import { isSettingKey } from './settings.ts';

export interface ProtocolState {
  /** `surgery.v1` */
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly definition: ProtocolDefinition;
  /** Lower-case hex SHA-256 of the canonical definition. */
  readonly hash: string;
  readonly releasedAt: string;
  readonly releasedBy: string;
  readonly reason: string | null;
}

export const Protocol = defineEntity<ProtocolState>()({
  type: 'protocol',
  reducer: 1,
  opening: {
    'protocol.released': {
      version: 1,
      payload: z.object({ definition: protocolSchema, hash: z.string() }),
      apply: (state, { definition, hash }, record) =>
        state ?? {
          id: record.subjectId,
          key: definition.key,
          version: definition.version,
          title: definition.title,
          definition,
          hash,
          releasedAt: record.occurredAt,
          releasedBy: record.author,
          reason: record.reason,
        },
    },
  },
  changing: {},
});

export function protocolId(key: string, version: number): string {
  return `${key}.v${version}`;
}

/** Lower-case hex SHA-256 of the canonical JSON (RFC 8785) of a definition: what a run is pinned to. */
export function definitionHash(definition: ProtocolDefinition): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(definition))));
}

/** The newest released version; undefined when none is. */
export function latestProtocol(read: Reader, key: string): ProtocolState | undefined {
  let version = 0;
  while (read.get(Protocol, protocolId(key, version + 1))) version += 1;
  return read.get(Protocol, protocolId(key, version));
}

/**
 * Releases a definition, frozen from then on. Refusals: `protocol.malformed` for a definition that contradicts
 * itself or names an unknown setting, `protocol.wrong-version` unless it is the next one, `protocol.unchanged`,
 * `reason.missing` for every version after the first.
 */
export const releaseProtocol = defineCommand({
  name: 'protocol.release',
  input: z.object({ definition: protocolSchema }),
  decide({ definition }, { read, reason }) {
    const problem = definitionProblems(definition)[0] ?? unknownSetting(definition);
    if (problem !== undefined) return refuse('protocol.malformed', { what: problem });
    const latest = latestProtocol(read, definition.key);
    const next = (latest?.version ?? 0) + 1;
    if (definition.version !== next) {
      return refuse('protocol.wrong-version', { title: definition.title, version: definition.version, next });
    }
    if (latest && definitionHash({ ...definition, version: latest.version }) === latest.hash) {
      return refuse('protocol.unchanged', { title: latest.title, version: latest.version });
    }
    if (latest && !reason) return refuse('reason.missing');
    return decide([released(definition)], { protocolId: protocolId(definition.key, definition.version) });
  },
});

/** Releases the protocols that come with the program, as far as the notebook does not have them. */
export const releaseBuiltIn = defineCommand({
  name: 'protocol.releaseBuiltIn',
  input: z.object({}),
  decide(_, { read }) {
    const missing = builtInProtocols.filter(({ key }) => !latestProtocol(read, key));
    if (missing.length === 0) return refuse('protocol.built-in-released');
    return decide(missing.map(released), { protocolIds: missing.map(({ key }) => protocolId(key, 1)) });
  },
});

function released(definition: ProtocolDefinition) {
  const id = protocolId(definition.key, definition.version);
  return Protocol.record('protocol.released', id, { definition, hash: definitionHash(definition) });
}

function unknownSetting(definition: ProtocolDefinition): string | undefined {
  const key = settingKeysOf(definition).find((one) => !isSettingKey(one));
  return key === undefined ? undefined : `there is no setting ${key}`;
}

/** Every released version, without its steps; `isLatest` is what a new run takes. */
export const listProtocols = defineQuery({
  name: 'protocol.list',
  input: z.object({}),
  answer(_, { read }) {
    const all = read.list(Protocol);
    return {
      protocols: all.map(({ definition, ...facts }) => ({
        ...facts,
        sign: definition.sign,
        source: definition.source,
        subjectType: definition.subjectType,
        stepCount: definition.steps.length,
        isLatest: !all.some((other) => other.key === facts.key && other.version > facts.version),
      })),
    };
  },
});

/** One released version; null if there is none. `isIntact`: its hash is the hash of what is stored. */
export const showProtocol = defineQuery({
  name: 'protocol.show',
  input: z.object({ protocolId: z.string() }),
  answer(input, { read }) {
    const protocol = read.get(Protocol, input.protocolId) ?? null;
    return { protocol, isIntact: protocol !== null && definitionHash(protocol.definition) === protocol.hash };
  },
});

/** What changed from one version to another; null if one of them is unknown. */
export const compareProtocols = defineQuery({
  name: 'protocol.compare',
  input: z.object({ from: z.string(), to: z.string() }),
  answer(input, { read }): { readonly changes: readonly StepChange[] | null } {
    const from = read.get(Protocol, input.from);
    const to = read.get(Protocol, input.to);
    if (!from || !to) return { changes: null };
    return { changes: changesBetween(from.definition, to.definition) };
  },
});

export const protocolCommands = [releaseProtocol, releaseBuiltIn] as const;
export const protocolQueries = [listProtocols, showProtocol, compareProtocols] as const;
