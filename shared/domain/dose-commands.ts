// Every command of a dose, gathered for the contract.
// Must not contain anything but the list.

import { doseGivingCommands } from './dose-giving.ts';
import { dosePreparationCommands } from './dose-preparation.ts';

export const doseCommands = [...dosePreparationCommands, ...doseGivingCommands] as const;
