// From the accepted password to what the Today board needs, with 10^5 records; the key derivation is left out.
// Must not draw anything: the page's share is measured with the start of the application.

import { accepted, director, TestClock } from '../../electron/testing/bench-notebook.ts';
import { Session } from '../../electron/session/session.ts';
import { todayBoard } from '../../shared/domain/today.ts';
import { runningTimers } from '../../shared/domain/timer-commands.ts';
import { openFilled } from './filled-notebook.ts';
import { lower, median, timed, type Measurement } from './measure.ts';

const measureSignIn: Measurement = () => {
  const clock = new TestClock();
  let notebook = openFilled(100_000, clock);
  const openMs: number[] = [];
  const boardMs: number[] = [];
  for (let repeat = 0; repeat < 10; repeat++) {
    notebook.close();
    openMs.push(
      timed(() => {
        notebook = openFilled(100_000, clock);
      }),
    );
    const session = new Session(notebook);
    boardMs.push(
      timed(() => {
        // In a simulated notebook this is signing in without the derivation.
        accepted(session.become(director.userId));
        accepted(notebook.ask(runningTimers, {}, director));
        accepted(notebook.ask(todayBoard, {}, director));
      }),
    );
  }
  notebook.close();
  return [
    lower('signIn.open1e5', median(openMs), 'ms'),
    lower('signIn.toToday1e5', median(boardMs), 'ms', 300),
  ];
};

export default measureSignIn;
