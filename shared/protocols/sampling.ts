// Protocol 4: blood and liver of one animal at one time point, and what is done with them.
// Must not compute when they are due: the schedule does.

import type { ProtocolDefinition } from './protocol.ts';
import {
  article,
  asked,
  counted,
  input,
  lab,
  measured,
  optional,
  paper,
  protocol,
  step,
  timer,
} from './step-building.ts';

export const sampling: ProtocolDefinition = protocol(
  {
    key: 'sampling',
    title: 'Blood and liver samples',
    sign: 'SAM',
    subjectType: 'samples',
    steps: [
      step('identity', 'Check identity', 'Read the ear tag on the animal, not on the pen.', {
        inputs: [input('ear-tag', 'Ear tag', 'animal')],
        isHoldPoint: true,
      }),
      step('induction', 'Induce anaesthesia', 'Each laparoscopy is an anaesthesia: start its record.', {
        parameters: [
          asked('induction', 'Induction', 'anaesthesia.isofluraneInductionPercent', '%'),
          asked('interval', 'Observations every', 'anaesthesia.intervalMinutes', 'min'),
        ],
        inputs: [measured('isoflurane', 'Isoflurane', '%', ['0', '8'], optional)],
      }),
      step('blood', 'Take blood', 'Draw the blood into labelled serum tubes.', {
        inputs: [counted('tubes', 'Tubes', 'tubes')],
        effect: 'sample',
      }),
      step(
        'liver',
        'Take liver',
        'Take the tissue by laparoscopy and divide it into four portions at once.',
        {
          parameters: [paper('method', 'Method', 'laparoscopy')],
          inputs: [measured('tissue-mass', 'Mass of the tissue', 'g', ['0.01', '100'], optional)],
          effect: 'sample',
        },
      ),
      step('formalin', 'Portion for histology', 'Put the first portion into formalin.', {
        parameters: [paper('fixative', 'Fixative', '10', '% formalin')],
        effect: 'sample',
      }),
      step(
        'ki67-start',
        'Portion for Ki67',
        'Put the second portion into paraformaldehyde. The clock runs from here.',
        {
          parameters: [
            paper('fixative', 'Fixative', '4', '% PFA'),
            asked('duration', 'Fixation', 'tissue.fixationHours', 'h', 'paper'),
            lab('tolerance', 'At most this much shorter or longer', '1', 'h'),
          ],
          timers: [
            timer('fixation', 'Fixation for Ki67', {
              settingKey: 'tissue.fixationHours',
              preAlarmsSeconds: [82_800],
              starts: 'on-complete',
              stopsOn: 'ki67-end',
              toleranceSeconds: 3_600,
            }),
          ],
          effect: 'sample',
        },
      ),
      step('rna', 'Portion for RNA', 'Freeze the third portion.', {
        parameters: [asked('freezing', 'Freezing', 'tissue.freezing')],
        effect: 'sample',
      }),
      step('protein', 'Portion for protein', 'Freeze the fourth portion.', {
        parameters: [asked('freezing', 'Freezing', 'tissue.freezing')],
        effect: 'sample',
      }),
      step(
        'serum',
        'Separate the serum',
        'Let the blood clot, start the timer with the centrifuge, take the serum off.',
        {
          parameters: [
            asked('speed', 'Speed', 'serum.speedRpm', 'rpm', 'paper'),
            asked('duration', 'Duration', 'serum.minutes', 'min', 'paper'),
            asked('rotor', 'Rotor', 'serum.rotor'),
            asked('radius', 'Radius of the rotor', 'serum.rotorRadiusMm', 'mm'),
          ],
          inputs: [input('haemolysis', 'Haemolysis seen', 'yes-no', optional)],
          timers: [
            timer('serum', 'Serum centrifugation', {
              settingKey: 'serum.minutes',
              canPause: true,
              stopsOn: 'serum',
            }),
          ],
          isFree: true,
          effect: 'sample',
        },
      ),
      step(
        'serum-store',
        'Aliquot and freeze the serum',
        'Aliquot, label and give every aliquot its place.',
        {
          parameters: [
            asked('aliquots', 'Aliquots', 'serum.aliquots'),
            asked('volume', 'Volume of each', 'serum.aliquotMicrolitre', 'µL'),
            asked('temperature', 'Temperature', 'freezer.temperatureCelsius', '°C', 'paper'),
          ],
          inputs: [counted('aliquots', 'Aliquots made', 'aliquots')],
          isFree: true,
          effect: 'sample',
        },
      ),
      step('recovery', 'Recovery', 'Watch the animal until it stands.', {
        inputs: [input('observations', 'Observations', 'note', optional)],
      }),
      step('ki67-end', 'End the fixation', 'Take the second portion out of paraformaldehyde.', {
        isFree: true,
        effect: 'sample',
      }),
    ],
  },
  `${article}, Methods, analysis of blood samples and immunohistochemistry`,
);
