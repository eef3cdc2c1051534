// Protocol 1: adipose-derived stem cells from abdominal fat, passages P0 to P4, identification at P4.
// Must not decide whether a lot may be used: identification is judged on the lot.

import type { ProtocolDefinition, StepDefinition } from './protocol.ts';
import {
  article,
  asked,
  counted,
  input,
  measured,
  optional,
  paper,
  protocol,
  step,
  timer,
} from './step-building.ts';

const percent = ['0', '100'] as const;

function passage(number: number): StepDefinition {
  return step(
    `passage-${number}`,
    `Passage ${number}`,
    `Judge the confluence, detach and count the cells, and split them into new flasks. Enter the passage on the lot as well.`,
    {
      inputs: [
        measured('confluence', 'Confluence before splitting', '%', percent),
        counted('viable-cells', 'Viable cells counted', 'cells'),
        measured('viability', 'Viability', '%', percent),
        input('split-ratio', 'Split ratio, such as 1:3', 'note'),
      ],
      effect: 'lot',
    },
  );
}

export const ascIsolation: ProtocolDefinition = protocol(
  {
    key: 'asc-isolation',
    title: 'ASC isolation and culture',
    sign: 'ISO',
    subjectType: 'animal',
    steps: [
      step(
        'collect-fat',
        'Collect fat',
        'Take subcutaneous fat from the abdomen of the donor and weigh it.',
        {
          parameters: [
            paper('site', 'Site', 'abdominal subcutaneous fat'),
            asked('transport-medium', 'Transport medium', 'isolation.transportMedium'),
          ],
          inputs: [
            input('donor', 'Ear tag of the donor', 'animal'),
            measured('fat-mass', 'Mass of the fat', 'g', ['0.1', '2000']),
          ],
        },
      ),
      step('wash-mince', 'Wash and mince', 'Rinse the fat until it is free of blood, then cut it small.', {
        parameters: [asked('washing', 'Washing', 'isolation.washing')],
      }),
      step(
        'digest',
        'Digest',
        'Add the collagenase, start the timer, and stop the digestion when it is over.',
        {
          parameters: [
            paper('enzyme', 'Enzyme', 'collagenase type I'),
            asked('collagenase', 'Concentration', 'isolation.collagenaseMgPerMl', 'mg/mL'),
            asked('temperature', 'Temperature', 'isolation.digestionTemperatureCelsius', '°C'),
            asked('duration', 'Duration', 'isolation.digestionMinutes', 'min'),
          ],
          inputs: [input('enzyme-lot', 'Lot number of the collagenase', 'note', optional)],
          timers: [
            timer('digestion', 'Digestion', {
              settingKey: 'isolation.digestionMinutes',
              canPause: true,
              stopsOn: 'digest',
            }),
          ],
        },
      ),
      step('centrifuge', 'Centrifuge', 'Spin the digest and discard what floats.', {
        parameters: [
          asked('force', 'Force', 'isolation.centrifugeG', 'g'),
          asked('duration', 'Duration', 'isolation.centrifugeMinutes', 'min'),
        ],
        timers: [
          timer('centrifugation', 'Centrifugation', {
            settingKey: 'isolation.centrifugeMinutes',
            canPause: true,
            stopsOn: 'centrifuge',
          }),
        ],
      }),
      step('filter', 'Filter', 'Resuspend the pellet and pass it through the mesh.', {
        parameters: [asked('mesh', 'Mesh', 'isolation.filterMicrometre', 'µm')],
      }),
      step('seed', 'Seed (P0)', 'Count the cells and seed the flasks.', {
        parameters: [
          asked('medium', 'Culture medium', 'isolation.cultureMedium'),
          asked('flask', 'Flask', 'isolation.flask'),
          asked('density', 'Seeding density', 'isolation.seedingCellsPerCm2', 'cells/cm²'),
        ],
        inputs: [
          counted('viable-cells', 'Viable cells counted', 'cells'),
          measured('viability', 'Viability', '%', percent),
          counted('flasks', 'Flasks seeded', 'flasks'),
        ],
        effect: 'lot',
      }),
      passage(1),
      passage(2),
      passage(3),
      passage(4),
      step(
        'identify',
        'Identify at P4',
        'Measure the surface markers and the differentiation. A lot that does not pass is not used.',
        {
          parameters: [
            paper('passage', 'Passage', '4'),
            paper('markers', 'Markers', 'CD90+, CD29+, CD44+, CD34−'),
            asked('cd90-min', 'CD90 at least', 'identification.cd90PercentMin', '%'),
            asked('cd29-min', 'CD29 at least', 'identification.cd29PercentMin', '%'),
            asked('cd44-min', 'CD44 at least', 'identification.cd44PercentMin', '%'),
            asked('cd34-max', 'CD34 at most', 'identification.cd34PercentMax', '%'),
          ],
          inputs: [
            measured('cd90', 'CD90 positive', '%', percent),
            measured('cd29', 'CD29 positive', '%', percent),
            measured('cd44', 'CD44 positive', '%', percent),
            measured('cd34', 'CD34 positive', '%', percent),
            input('adipocytes', 'Differentiates into adipocytes', 'yes-no'),
            input('osteoblasts', 'Differentiates into osteoblasts', 'yes-no'),
            input('hepatocytes', 'Differentiates into hepatocytes', 'yes-no'),
            input('cytometry-file', 'Cytometry file', 'file', optional),
          ],
          isHoldPoint: true,
          effect: 'lot',
        },
      ),
    ],
  },
  `${article}, Methods, production of CM`,
);
