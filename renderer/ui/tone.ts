// The meanings that colour may carry, each with the icon that says the same without colour.
// Must not name a colour: tokens.css does.

import { CircleAlert, CircleCheck, CircleX, Clock, EyeOff, Info, type LucideIcon } from 'lucide-react';

export type Tone = 'neutral' | 'accent' | 'due' | 'refused' | 'done' | 'blinded';

export const toneIcon: Readonly<Record<Tone, LucideIcon>> = {
  neutral: Info,
  accent: CircleAlert,
  due: Clock,
  refused: CircleX,
  done: CircleCheck,
  blinded: EyeOff,
};
