/**
 * Which file may import which: no cycles (types included), the wall between the server part and the simulator, and inside
 * each package one direction only. The two-way wall stands in ESLint too, where an editor shows it while typing.
 */
const initializer = '^packages/initializer/src/';
const simulator = '^packages/initializer/simulator/';
const element = '^packages/element/src/';

/** @returns {import('dependency-cruiser').IForbiddenRuleType} */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    never('no-cycle', 'Imports run one way, types included.', {}, { circular: true }),
    never(
      'wall-src',
      'The server part sees nothing of the simulator.',
      { path: initializer },
      { path: simulator },
    ),
    never(
      'wall-simulator',
      'The simulator sees nothing of the server part.',
      { path: simulator },
      { path: initializer },
    ),
    never(
      'element-alone',
      'The element sees nothing of the server side.',
      { path: element },
      { path: '^packages/initializer/' },
    ),
    never(
      'server-alone',
      'The server side sees nothing of the element.',
      { path: '^packages/initializer/' },
      { path: element },
    ),
    never(
      'product-alone',
      'What npm publishes needs neither demo nor tests.',
      { path: '^packages/' },
      { path: '^(demo|test)/' },
    ),
    never('no-orphan-import', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    never(
      'no-dev-dependency',
      'What npm publishes may need only what its package.json names.',
      { path: '^packages/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    never(
      'routes-on-top',
      'Sessions, stores, client and checks know nothing of routes.',
      { path: `${initializer}(?!index|initializer|router|routes/|terminals|testing)` },
      { path: `${initializer}(index|initializer|router|routes/)` },
    ),
    never(
      'state-below',
      'The state of the simulator knows nothing of its resources.',
      { path: `${simulator}state` },
      { path: `${simulator}(routes|pages|modal|simulator|index)` },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
