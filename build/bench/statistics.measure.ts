// All statistics of the whole study: 24 animals in four groups, four time points, 20 analytes.
// Must not warm up: a person sees the first time.

import { analyse } from '../../shared/statistics/analysis.ts';
import { lower, median, timed, type Measurement } from './measure.ts';

const groupNames = ['saline', 'DMEM', 'ASC', 'ASC-secretome'];
const [timePoints, analytes, animalsPerGroup] = [4, 20, 6];
const repeats = 9;

/** Values without randomness: fractions of multiples of √2, spread like measurements, different in every set. */
const outcomes = Array.from({ length: timePoints * analytes }, (_, outcome) =>
  groupNames.map((name, group) => ({
    name,
    values: Array.from({ length: animalsPerGroup }, (_, animal) => {
      const share = ((1 + outcome * 31 + group * 7 + animal) * Math.SQRT2) % 1;
      return 100 + 10 * group * (outcome % 3) + 30 * share;
    }),
  })),
);

function analyseAll(): void {
  for (const groups of outcomes) {
    const analysis = analyse(groups, 'saline');
    if (!analysis.ok || !analysis.value.dunnett.ok) throw new Error('An analysis was refused.');
  }
}

const measureStatistics: Measurement = () => {
  const first = timed(analyseAll);
  const later = Array.from({ length: repeats }, () => timed(analyseAll));
  return [
    lower('statistics.wholeStudyFirst', first, 'ms', 200),
    lower('statistics.wholeStudyMedian', median(later), 'ms', 200),
  ];
};

export default measureStatistics;
