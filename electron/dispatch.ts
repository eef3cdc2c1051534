// Every call from the window, or from the command line: name, input, session and role checked, then carried out.
// Must not contain domain logic, and no exception leaves it: a caller gets a value or a refusal.

import { z } from 'zod';
import { commandMeta, commands, queries } from '../shared/contract.ts';
import { visibleTouched } from '../shared/domain/blinding.ts';
import type { Actor } from '../shared/kernel/decider.ts';
import { say, type SentenceKey } from '../shared/catalogue/catalogue.ts';
import { accept, refuse, type Outcome } from '../shared/kernel/refusal.ts';
import { permissions } from '../shared/permissions.ts';
import { openServices, services, type ServiceName } from '../shared/services.ts';
import { isLongQuery } from './jobs/reading.ts';
import type { Notebook } from './notebook/notebook.ts';
import { carryOutService } from './services.ts';
import type { Workbench } from './workbench.ts';

/** A command's call carries its input and what accompanies it; a query or a service carries its input alone. */
const commandCall = z.object({
  input: z.unknown(),
  // `device` is the device's own: no person says it.
  meta: commandMeta.refine((meta) => meta.source !== 'device', { error: 'source: device' }).optional(),
});

export class Dispatch {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  async call(name: string, payload: unknown): Promise<Outcome<unknown>> {
    try {
      return await this.#carryOut(name, payload);
    } catch (error) {
      this.#workbench.desktop.log(error, name);
      return refuse('command.failed', { what: error instanceof Error ? error.message : String(error) });
    }
  }

  async #carryOut(name: string, payload: unknown): Promise<Outcome<unknown>> {
    if (isService(name)) return this.#service(name, payload);
    const opened = this.#workbench.opened;
    if (!opened) return refuse('notebook.closed');
    const actor = opened.session.actor();
    if (!actor.ok) return actor;
    opened.watch.noteClocks();
    if (!isLongQuery(name)) return carryOutAs(opened.notebook, actor.value, name, payload);
    const now = opened.notebook.clock.moment();
    const refused = refusedByRole(name, actor.value);
    if (refused) return refused;
    const answer = await opened.reading.ask({ name, input: payload ?? {}, actor: actor.value, now });
    // Whoever asked may have gone, or the screen been locked, while it was computed.
    const present = opened.session.actor();
    const isSame = present.ok && JSON.stringify(present.value) === JSON.stringify(actor.value);
    return isSame ? answer : refuse('session.changed');
  }

  async #service(name: ServiceName, payload: unknown): Promise<Outcome<unknown>> {
    const parsed = services[name].safeParse(payload ?? {});
    if (!parsed.success) return refuse('input.malformed', { what: z.prettifyError(parsed.error) });
    if ((openServices as readonly string[]).includes(name)) {
      // Whoever finds a locked screen must not end the work, and the alarms, of the person who locked it.
      const isLocked = this.#workbench.opened?.session.current?.isLocked === true;
      if (isLocked && name.startsWith('notebook.')) return refuse('session.is-locked');
      return carryOutService(this.#workbench, undefined, name, parsed.data);
    }
    const actor = this.#workbench.opened?.session.actor() ?? refuse('notebook.closed');
    if (!actor.ok) {
      // Whoever stands before a locked screen need not be the one who locked it: the next person signs in.
      if (name === 'session.signOut' && this.#workbench.opened) {
        return carryOutService(this.#workbench, undefined, name, parsed.data);
      }
      return name === 'session.lock' || name === 'session.signOut' ? accept(null) : actor;
    }
    const refused = refusedByRole(name, actor.value);
    return refused ?? carryOutService(this.#workbench, actor.value, name, parsed.data);
  }
}

/** Carries out a command or a query as `actor`, whose roles must allow it. The one gate of window and command line. */
export function carryOutAs(
  notebook: Notebook,
  actor: Actor,
  name: string,
  payload: unknown,
): Outcome<unknown> {
  const refused = refusedByRole(name, actor);
  if (refused) return refused;
  const query = queries.get(name);
  if (query) return notebook.ask(query, payload ?? {}, actor);
  const command = commands.get(name);
  if (!command) return refuse('command.unknown', { name });
  const call = commandCall.safeParse(payload);
  if (!call.success) return refuse('input.malformed', { what: z.prettifyError(call.error) });
  const done = notebook.transact(command, call.data.input ?? {}, actor, call.data.meta ?? {});
  if (!done.ok) return done;
  const { read } = notebook.queryContext(actor);
  return accept({ ...done.value, touched: visibleTouched(read, actor, done.value.touched) });
}

function refusedByRole(name: string, actor: Actor): Outcome<never> | undefined {
  const allowed = permissions.get(name);
  if (!allowed) return refuse('command.unknown', { name });
  if (actor.roles.some((role) => allowed.includes(role))) return undefined;
  const names = (roleList: readonly string[]) =>
    roleList.map((role) => say(`role.${role}` as SentenceKey)).join(', ');
  return refuse('role.not-allowed', { roles: names(actor.roles), allowed: names(allowed) });
}

function isService(name: string): name is ServiceName {
  return Object.hasOwn(services, name);
}
