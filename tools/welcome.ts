import { demoMembers } from '../src/server/seed-demo.js';

/** What has been opened, as far as the words of `npm start` tell of it. */
export interface Opened {
  readonly shopUrl: string;
  readonly gatewayUrl: string;
  readonly dataDir: string;
  /** The configuration whose backend answers; the demo's own club without it. */
  readonly config: string | undefined;
  /** The backend has a club. */
  readonly hasClub: boolean;
}

/** What is said before anything is opened. */
export function opening({ config, dataDir }: Pick<Opened, 'config' | 'dataDir'>): string {
  const what = config === undefined ? 'the club and its sample members' : `the gateway that ${config} describes, with its data`;
  return `Opening ${what} in ${dataDir} …`;
}

/** What is said when all is open: where to look, and how it ends. */
export function welcome(opened: Opened): string {
  const lines = [
    ['The shop in English', `${opened.shopUrl}/en`],
    ['The shop in Persian', `${opened.shopUrl}/fa`],
    ['The gateway', `${opened.gatewayUrl}/portal/v1/openapi.json describes it`],
    ['Storybook', 'npm run storybook, in a second terminal; then http://localhost:6006'],
    ...backendLines(opened),
    ['Stop', 'Ctrl+C'],
  ] as const;
  const list = lines.map(([what, where]) => `  ${what.padEnd(22)}${where}`).join('\n');
  return `\nVafa's demo shop is open.\n\n${list}\n`;
}

function backendLines({ config, dataDir, hasClub }: Opened): (readonly [what: string, where: string])[] {
  const data = ['Data', `${dataDir} (delete it to begin again)`] as const;
  if (config === undefined) return [['The program', 'the sample shop’s; a gateway of yours reads VAFA_PROGRAM, and `vafa club apply` changes it'], data];
  const backend = ['The backend', `as ${config} says; port, host and origins are the demo’s`] as const;
  if (hasClub) return [backend, ['The program', 'the one it names; else what was applied with `vafa club apply`, or the sample shop’s'], data];
  return [backend, ['The customers', `${demoMembers.map(({ id }) => id).join(', ')}, …@example.com: they see what the backend knows of such members`], ['Data', `${dataDir} (the shop’s books and the record of wishes; what the backend has done stays there)`]];
}

/** What is said when it is told to stop. */
export function closing(hasClub: boolean): string {
  return `Closing the shop and the ${hasClub ? 'club' : 'gateway'}.`;
}
