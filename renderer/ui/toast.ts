// The passing messages and what is only read out: a queue outside React, so that anything may add to it.
// Must not carry what a person has to act on: that stays on the page as a Notice.

import type { Tone } from './tone.ts';

export interface ToastMessage {
  tone?: Tone | undefined;
  message: string;
  remedy?: string | undefined;
  action?: { label: string; onPress: () => void } | undefined;
}

export interface QueuedToast extends ToastMessage {
  id: number;
}

interface Queue {
  toasts: readonly QueuedToast[];
  /** The last sentence to read out; the count tells apart two equal ones. */
  spoken: { count: number; text: string };
}

const shownMs = 6_000;
const mostShown = 3;
let queue: Queue = { toasts: [], spoken: { count: 0, text: '' } };
const listeners = new Set<() => void>();

function replace(next: Queue): void {
  queue = next;
  for (const listener of listeners) listener();
}

export function subscribeToQueue(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentQueue(): Queue {
  return queue;
}

/** Reads a sentence out, politely, without showing it. */
export function announce(text: string): void {
  replace({ ...queue, spoken: { count: queue.spoken.count + 1, text } });
}

/**
 * Shows a message for six seconds; one with an action or a refusal stays until it is closed. The same again takes the
 * place of the first.
 */
export function showToast(message: ToastMessage): void {
  const id = queue.spoken.count + 1;
  const others = queue.toasts.filter(
    (one) => one.message !== message.message || one.remedy !== message.remedy,
  );
  replace({
    toasts: [...others, { ...message, id }].slice(-mostShown),
    spoken: { count: id, text: [message.message, message.remedy].filter(Boolean).join(' ') },
  });
  const isPassing = message.action === undefined && message.tone !== 'refused';
  if (isPassing) window.setTimeout(() => closeToast(id), shownMs);
}

export function closeToast(id: number): void {
  if (queue.toasts.some((toast) => toast.id === id)) {
    replace({ ...queue, toasts: queue.toasts.filter((toast) => toast.id !== id) });
  }
}
