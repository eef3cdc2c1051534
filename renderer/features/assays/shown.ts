// One evaluation as the notebook shows it.
// Must not add to it.

import type { QueryValue } from '../../../shared/contract.ts';

export type Shown = NonNullable<QueryValue<'assay.show'>>;
export type Output = Shown['output'];
export type OutputResult = Output['results'][number];
