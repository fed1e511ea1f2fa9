import { defineConfig, globalIgnores } from 'eslint/config';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import ts from 'typescript-eslint';
import { layers } from './tools/lint/layers.ts';
import { logicalCss, noEnglish, strictPolicy } from './tools/lint/templates.ts';

const vafa = { rules: { layers, 'logical-css': logicalCss, 'no-english': noEnglish, 'strict-policy': strictPolicy } };
const limits = (lines) => ({ max: lines, skipBlankLines: true, skipComments: true });

export default defineConfig(
  globalIgnores(['dist/', 'packages/', 'storybook-static/', '.vafa/', 'coverage/', 'custom-elements.json', '**/*.js', '!eslint.config.js']),
  {
    name: 'every file',
    files: ['**/*.ts'],
    extends: [ts.configs.recommended],
    plugins: { 'import-x': importX, vafa },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } })],
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/external-module-folders': ['node_modules'],
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-duplicates': 'error',
      'max-lines': ['error', limits(250)],
      'no-console': 'off',
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportDeclaration[source.value=/^\\.\\.?(\\u002F.*)?$/]:not([source.value=/\\.js(on)?$/])', message: 'A relative import ends in .js.' },
        { selector: 'TaggedTemplateExpression[tag.name="css"] > TemplateLiteral[expressions.length>0]', message: 'The built script takes a sheet as one text (tools/build/lit.ts).' },
        { selector: ':matches(ObjectExpression > Property[key.name=/^(reflect|useDefault|noAccessor)$/], PropertyDefinition[static=true][key.name="properties"])', message: 'The built script leaves this part of Lit out (tools/build/lit.ts): no property becomes an attribute.' },
        { selector: ':matches(MethodDefinition[key.name=/^(shouldUpdate|getUpdateComplete)$/], CallExpression[callee.property.name="removeController"])', message: 'The built script leaves this part of Lit out (tools/build/lit.ts).' },
        { selector: 'ExportAllDeclaration[source.value=/^\\.\\.?\\u002F/]:not([exported])', message: 'No barrels: import each thing from where it is.' },
      ],
    },
  },
  {
    name: 'the kit',
    files: ['src/**/*.ts'],
    extends: [ts.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' }],
      '@typescript-eslint/require-await': 'off',
      // An abort rejects with the signal's reason, whatever the caller made it.
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true, allowThrowingAny: true }],
      'vafa/layers': 'error',
      'max-lines-per-function': ['error', limits(30)],
      'no-restricted-globals': ['error', { name: 'globalThis', message: 'The built script has a private one: name the global itself.' }, { name: 'self', message: 'Write window.' }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['**/unsafe-html*', '**/unsafe-svg*', '**/unsafe-mathml*', '**/static-html*'], message: 'Draw with templates: no string becomes markup here.' },
            { group: ['lit/directive*', 'lit/async-directive*', 'lit/directives/*'], message: 'The built script knows no directives (tools/build/lit.ts): write the template itself, or a controller.' },
            { group: ['lit', 'lit/html*'], importNamePattern: '^(svg|mathml)$', message: 'The built script has html templates only (tools/build/lit.ts).' },
            { group: ['**/style-map*'], message: 'It writes a style attribute, which a strict style-src refuses: use setProperty.' },
            { group: ['lit-html*', 'lit-element*', '@lit/reactive-element*'], message: 'Import from lit.' },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'].map((property) => ({ property, message: 'Draw with templates: no string becomes markup here.' })),
        { object: 'document', property: 'write' },
        { object: 'document', property: 'location', message: 'Absent in the built script: write location.' },
      ],
    },
  },
  {
    name: 'what is drawn',
    files: ['src/elements/**/*.ts', 'src/parts/**/*.ts', 'src/ui/**/*.ts', 'src/styles/**/*.ts', 'src/controllers/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      'lit/no-native-attributes': 'off',
      'lit/no-template-arrow': 'off',
      'lit/quoted-expressions': ['error', 'never'],
      'lit/no-useless-template-literals': 'error',
      'lit/attribute-names': 'error',
      'wc/guard-super-call': 'off',
      // Takes an expression for nothing; axe judges what is drawn.
      'lit-a11y/accessible-name': 'off',
      'vafa/no-english': 'error',
      'vafa/strict-policy': 'error',
      'vafa/logical-css': 'error',
    },
  },
  {
    name: 'the elements name no globals of the page',
    files: ['src/elements/**/*.ts', 'src/parts/**/*.ts'],
    ignores: ['src/elements/provider/**'],
    rules: { 'no-restricted-globals': ['error', 'globalThis', 'self', { name: 'window', message: 'Elements know nothing of the page: use a controller.' }] },
  },
  {
    name: 'one barrel',
    files: ['src/index.ts', 'src/server/index.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    name: 'tests and stories',
    files: ['test/**/*.ts', 'stories/**/*.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
);
