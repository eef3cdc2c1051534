// The notebook without a window: the same core from a command line. Results on stdout, messages on stderr.
// Must not offer a way around sign-in, roles or refusals. Exit 0 done, 1 refused or check failed, 2 usage.

import { homedir } from 'node:os';
import { join } from 'node:path';
import { version } from '../package.json';
import { forms, parseArguments, UsageError, type ParsedArguments } from './cli-arguments.ts';
import { commandHandlers, type CommandResult, type Surroundings } from './cli-commands.ts';

async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) return '';
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  return text.replace(/\r?\n$/, '');
}

async function main(argv: readonly string[]): Promise<number> {
  let parsed: ParsedArguments;
  try {
    parsed = parseArguments(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const surroundings: Surroundings = {
    profileFolder: process.env['ASC_NOTEBOOK_PROFILE'] ?? join(homedir(), '.asc-notebook'),
    appVersion: version,
    readPassword: readStandardInput,
    tell: (sentence) => process.stderr.write(`${sentence}\n`),
  };
  let result: CommandResult;
  try {
    result = await commandHandlers[parsed.command](parsed, surroundings);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\nUsage: ${forms[parsed.command].usage}\n`);
    return 2;
  }
  const isJson = parsed.options.has('json');
  if (!result.ok) {
    const { code, message, remedy } = result.refusal;
    if (isJson) process.stdout.write(`${JSON.stringify({ refusal: { code, message, remedy } })}\n`);
    process.stderr.write(`${message} ${remedy}\n`);
    return 1;
  }
  const text = isJson ? undefined : result.text;
  process.stdout.write(text ?? `${JSON.stringify(result.value, null, isJson ? undefined : 2)}\n`);
  return result.isSound === false ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
