import { readdirSync } from 'node:fs';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url));

// Imports go one way: lib, ui, api <- cited <- features <- app. Where two features must meet, app composes them.
const zones = [
  { target: './src/lib', from: ['./src/ui', './src/api', './src/cited', './src/features', './src/app', './src/testing'] },
  { target: './src/ui', from: ['./src/api', './src/cited', './src/features', './src/app', './src/testing'] },
  { target: './src/api', from: ['./src/ui', './src/cited', './src/features', './src/app', './src/testing'] },
  { target: './src/cited', from: ['./src/features', './src/app', './src/testing'] },
  { target: './src/features', from: './src/app' },
  ...features.map((name) => ({
    target: `./src/features/${name}`,
    from: './src/features',
    except: [`./${name}`],
    message: 'Features do not import each other: compose them in app/.',
  })),
];

export default tseslint.config(
  { ignores: ['src/api/schema.gen.ts', 'eslint.config.js', 'public'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat['recommended-latest'],
  {
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.css'] })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An arrow that only calls is how React handlers are written.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Set only where typing is what one came for: the sign-in form and the assistant's composer.
      'jsx-a11y/no-autofocus': 'off',
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Call a query or mutation; only api/http.ts speaks HTTP.' }],
    },
  },
  { files: ['src/**/*.tsx'], ignores: ['**/*.test.tsx'], rules: { 'max-lines': ['error', { max: 150 }] } },
  { files: ['src/api/http.ts', 'src/testing/**', '**/*.test.*'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['src/testing/**', '**/*.test.*'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Tests of any layer may use the builders and fakes.
      'import-x/no-restricted-paths': 'off',
    },
  },
  // Warns of memoizing what this library returns; nothing here is compiled to be memoized.
  { files: ['src/features/pipeline/useRows.ts'], rules: { 'react-hooks/incompatible-library': 'off' } },
  { files: ['*.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
);
