/** Java runs Kafka. It is the one thing that npm cannot bring. */
import { spawnSync } from 'node:child_process';

/** Makes sure of Java 17 and Maven, from Debian when root; otherwise answers what will not run and how to change that. */
export function ensureJava() {
  if (has('java') && has('mvn')) return [];
  const root = process.getuid?.() === 0;
  if (root && has('apt-get')) {
    console.log('Installing Java and Maven from Debian (for Kafka)');
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] });
    spawnSync('apt-get', ['install', '-y', '-qq', 'openjdk-17-jre-headless', 'maven'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (has('java') && has('mvn')) return [];
  }
  return [
    'the tests on Kafka and Redis, which need Java and Maven. Install them: apt-get install openjdk-17-jre-headless maven',
  ];
}

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
