import { expect } from '@open-wc/testing';
import { adviser } from '../../src/client/advise.js';
import { advice } from '../../src/client/advice.js';
import { readConfig, settingNames } from '../../src/client/config.js';
import { settings } from '../../src/client/create-client.js';
import { page } from '../../src/client/page.js';
import { jsonChannel } from '../../src/embed/channels.js';
import { until } from '../../stories/stage.js';

/** Reads channels; keeps what was refused. */
function read(...channels: unknown[]): { config: object; refused: string[] } {
  const refused: string[] = [];
  return { config: { ...readConfig(channels, (name) => refused.push(name)) }, refused };
}

describe('settings', () => {
  it('come from the most important channel that has them', () => {
    const { config, refused } = read({ locale: 'fa' }, undefined, { locale: 'en', api: 'https://a.example' }, null, { api: 'https://b.example', theme: 'dark' });
    expect(config).to.deep.equal({ locale: 'fa', api: 'https://a.example', theme: 'dark' });
    expect(refused).to.deep.equal([]);
  });

  it('that are wrong leave the next channel its turn', () => {
    const { config, refused } = read({ theme: 'blue' }, { theme: 'dark' });
    expect(config).to.deep.equal({ theme: 'dark' });
    expect(refused).to.deep.equal(['theme']);
  });

  const wrong: readonly (readonly [name: string, ...values: unknown[]])[] = [
    ['api', 7, '', 'javascript:alert(1)', 'data:text/html,x', 'https://user:pass@a.example', 'ftp://a.example', {}],
    ['tokenUrl', 'javascript:alert(1)', false],
    ['signInUrl', 'javascript:alert(1)', 'vbscript:x', 'https://user@a.example/'],
    ['base', 'blob:https://a.example/1'],
    ['locale', 'x', 'en_US!', '', 5, '<b>'],
    ['dir', 'up', 'RTL'],
    ['theme', 'blue', true],
    ['digits', 'arab'],
    ['calendar', 'hebrew'],
    ['deadline', 999, 60_001, '8000', NaN],
    ['getToken', 'token', {}],
    ['messages', 'hello', null],
    ['adapter', 'memory', null],
    ['trustedTypesPolicy', 'vafa', 5],
  ];
  for (const [name, ...values] of wrong) {
    it(`take no ${name} that is none`, () => {
      for (const value of values) expect(read({ [name]: value }), String(value)).to.deep.equal({ config: {}, refused: [name] });
    });
  }

  it('take addresses of this page as well', () => {
    for (const signInUrl of ['/account', 'account?next=1', '#in', 'https://id.example/in', '//id.example/in']) expect(read({ signInUrl }).refused, signInUrl).to.deep.equal([]);
  });

  it('never come from a prototype', () => {
    const polluted = JSON.parse('{"__proto__":{"api":"https://evil.example"},"constructor":{"api":"https://evil.example"},"locale":"fa"}');
    const { config, refused } = read(polluted, Object.create({ theme: 'dark' }));
    expect(config).to.deep.equal({ locale: 'fa' });
    expect(refused).to.deep.equal(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'api')).to.equal(undefined);
  });

  it('are not settings because the page added them to every object', () => {
    Object.defineProperty(Object.prototype, 'theme', { value: 'dark', enumerable: true, configurable: true });
    try {
      expect(Object.keys(readConfig([{}], () => undefined))).to.deep.equal([]);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'theme');
    }
  });

  it('are each explained to developers', () => {
    for (const name of settingNames) expect(advice.setting(name)).to.contain(`\`${name}\``).and.to.contain('should be');
    expect(advice.setting('aip')).to.contain('there is no setting `aip`').and.to.contain('api, locale');
  });
});

describe('a wrong setting', () => {
  const { warn } = console;
  const told: string[] = [];
  beforeEach(() => {
    told.length = 0;
    console.warn = (line: string) => told.push(line);
    adviser.load = async () => ({ advice });
  });
  afterEach(() => void (console.warn = warn));

  it('is told to the developer once, with what it should be', async () => {
    for (let time = 0; time < 3; time++) settings({ calendar: 'julian' });
    settings({ colour: 'red' });
    await until(() => told.length > 1, 'advice');
    expect(told).to.have.lengthOf(2);
    expect(told[0]).to.contain('vafa: the setting `calendar` was left out').and.to.contain('persian');
    expect(told[1]).to.contain('there is no setting `colour`');
  });

  it('is told in short where the sentences cannot be fetched', async () => {
    adviser.load = () => Promise.reject(new Error('offline'));
    settings({ digits: 'roman' });
    await until(() => told.length > 0, 'advice');
    expect(told).to.deep.equal(['vafa: setting,digits']);
  });
});

describe('the channels of a page', () => {
  afterEach(() => {
    document.querySelector('script[data-vafa]')?.remove();
    page.read();
    page.configure({ api: undefined, locale: undefined, theme: undefined });
  });

  it('are configure(), then the script’s data, its address, and a JSON block', () => {
    page.configure({ locale: 'fa' });
    page.read({ locale: 'en', theme: 'dark' }, { theme: 'light', api: 'https://query.example' }, { api: 'https://json.example', digits: 'latn' });
    expect({ ...page.config }).to.deep.equal({ locale: 'fa', theme: 'dark', api: 'https://query.example', digits: 'latn' });
  });

  it('are below the attributes of a provider', () => {
    page.configure({ locale: 'fa', theme: 'dark' });
    expect({ ...settings({ locale: 'en' }, undefined, page.config) }).to.deep.equal({ locale: 'en', theme: 'dark' });
  });

  it('add up over several calls of configure()', () => {
    page.configure({ locale: 'fa' });
    page.configure({ theme: 'dark' });
    expect({ ...page.config }).to.deep.equal({ locale: 'fa', theme: 'dark' });
  });

  it('give the page another client, and tell those who use it', () => {
    const before = page.client;
    let told = 0;
    const stop = page.onChange(() => told++);
    page.configure({ locale: 'fa' });
    stop();
    page.configure({ locale: 'en' });
    expect(told).to.equal(1);
    expect(page.client).not.to.equal(before);
  });

  it('hold a JSON block, which may be broken', () => {
    const block = document.createElement('script');
    block.type = 'application/json';
    block.dataset['vafa'] = '';
    block.textContent = '{"api":"https://json.example"}';
    document.head.append(block);
    expect(jsonChannel()).to.deep.equal({ api: 'https://json.example' });
    block.textContent = '{"api":';
    expect(jsonChannel()).to.equal(undefined);
  });
});
