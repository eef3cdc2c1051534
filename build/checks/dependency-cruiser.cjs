// Which folder may import which: the table of the design, as rules.
// Must not list exceptions for single files; a file that needs one is in the wrong folder.

/** @param {string} folder */
const inside = (folder) => `^${folder}/`;
const tests = '\\.test\\.tsx?$|/testing/';

/**
 * @param {string} name
 * @param {string} from
 * @param {string[]} allowed folders or files of the project; packages are the rule below's business
 * @param {string} why
 */
function only(name, from, allowed, why) {
  return {
    name,
    severity: 'error',
    comment: why,
    from: { path: from, pathNot: tests },
    to: { path: '^(shared|electron|renderer|build)/', pathNot: allowed },
  };
}

const domainKnows = ['kernel', 'catalogue', 'domain', 'protocols', 'assays', 'statistics'].map((name) =>
  inside(`shared/${name}`),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports and that imports nothing is dead.',
      from: {
        orphan: true,
        path: '^(shared|electron|renderer)/',
        pathNot: [tests, '\\.d\\.ts$', '/tsconfig'],
      },
      to: {},
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only(
      'kernel-knows-nothing',
      inside('shared/kernel'),
      [inside('shared/kernel'), inside('shared/catalogue')],
      'The kernel imports nothing of the project but its sentences.',
    ),
    only(
      'catalogue-knows-nothing',
      inside('shared/catalogue'),
      [inside('shared/catalogue')],
      'Sentences are data.',
    ),
    only(
      'domain-knows-kernel',
      inside('shared/domain'),
      domainKnows,
      'domain: kernel, protocols, assays, statistics.',
    ),
    only(
      'protocols-know-kernel',
      inside('shared/protocols'),
      [inside('shared/kernel'), inside('shared/catalogue'), inside('shared/protocols')],
      'Protocols are data on the kernel.',
    ),
    only(
      'assays-know-kernel',
      inside('shared/assays'),
      [
        inside('shared/kernel'),
        inside('shared/catalogue'),
        inside('shared/assays'),
        inside('shared/statistics'),
      ],
      'Assays are computations on the kernel; a standard curve is fitted by statistics.',
    ),
    only(
      'statistics-know-kernel',
      inside('shared/statistics'),
      [inside('shared/kernel'), inside('shared/catalogue'), inside('shared/statistics')],
      'Statistics know numbers, not the study.',
    ),
    only(
      'report-knows-shared-but-contract',
      inside('shared/report'),
      [...domainKnows, inside('shared/statistics'), inside('shared/report')],
      'A report is computed from state, not fetched.',
    ),
    only(
      'contract-knows-domain',
      '^shared/contract\\.ts$',
      domainKnows,
      'The contract gathers what the domain offers.',
    ),
    only(
      'notebook-and-session-know-shared',
      '^electron/(notebook|session)/',
      [inside('shared'), '^electron/(notebook|session)/'],
      'The file and the session know neither window nor dispatch.',
    ),
    only(
      'export-and-import-know-report',
      '^electron/(export|import)/',
      [inside('shared'), '^electron/(export|import)/', '^electron/notebook/'],
      'One file a format, over report and shared; rows come from the notebook.',
    ),
    only(
      'pictures-know-notebook',
      inside('electron/pictures'),
      [inside('shared'), inside('electron/pictures'), inside('electron/notebook')],
      'What is shown is read from the notebook; nothing but a job asks for it.',
    ),
    {
      name: 'core-knows-no-window',
      severity: 'error',
      comment: 'Dispatch, the command line and all below them run without a window.',
      from: { path: '^electron/', pathNot: ['^electron/host/', '^electron/main\\.ts$'] },
      to: { path: ['^electron/host/', '^electron/(main|preload)\\.ts$'] },
    },
    only(
      'host-goes-through-dispatch',
      inside('electron/host'),
      [
        inside('electron/host'),
        '^electron/(dispatch|desktop)\\.ts$',
        '^shared/services\\.ts$',
        '^shared/contract\\.ts$',
        ...domainKnows.slice(0, 2),
      ],
      'The window reaches the notebook through dispatch only.',
    ),
    only(
      'main-puts-the-parts-together',
      '^electron/main\\.ts$',
      ['^electron/(?!preload\\.ts|cli)', inside('shared')],
      'Start-up puts the parts together.',
    ),
    only('preload-knows-nothing', '^electron/preload\\.ts$', ['^$'], 'Two functions need no import.'),
    {
      name: 'electron-only-in-host',
      severity: 'error',
      comment: 'The importer of electron is host; the preload is the other end of its channel.',
      from: { path: '^(shared|electron|renderer)/', pathNot: ['^electron/host/', '^electron/preload\\.ts$'] },
      to: { path: ['^electron$', 'node_modules/electron/'] },
    },
    only(
      'ui-knows-kernel',
      inside('renderer/ui'),
      [inside('renderer/ui'), inside('shared/kernel'), inside('shared/catalogue')],
      'The design system does not know the study.',
    ),
    only(
      'bridge-knows-contract',
      '^renderer/bridge(\\.ts$|/)',
      [inside('shared'), '^renderer/bridge(\\.ts$|/)'],
      'The bridge is typed by the contract.',
    ),
    only(
      'feature-knows-ui-and-bridge',
      inside('renderer/features'),
      [inside('renderer/features'), inside('renderer/ui'), '^renderer/[^/]+\\.tsx?$', inside('shared')],
      'A feature is a folder of its own; what every screen needs stands beside the bridge.',
    ),
    {
      name: 'feature-knows-no-other-feature',
      severity: 'error',
      comment: 'What two features share belongs to ui or shared.',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    only(
      'renderer-stays-in-its-process',
      inside('renderer'),
      [inside('renderer'), inside('shared')],
      'The page.',
    ),
    {
      name: 'nothing-shipped-knows-build',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/', pathNot: tests },
      to: { path: '^build/' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'No Node, React or native package in shared.',
      from: { path: '^shared/', pathNot: tests },
      to: {
        path: ['node_modules/(react|react-dom|better-sqlite3|electron|pdfmake|zustand|papaparse|exceljs)/'],
      },
    },
    {
      name: 'shared-knows-no-node',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shipped-code-uses-dependencies',
      severity: 'error',
      comment: 'A development package is not in the installed application.',
      from: { path: '^(shared|electron|renderer)/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev'],
        pathNot: ['node_modules/electron/', '@expo-google-fonts/'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(out|dist|\\.cache)/', '^build/end-to-end/results/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
