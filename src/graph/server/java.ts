import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Unavailable } from '../../base/index.ts'

const execute = promisify(execFile)

/** The java that will run Neo4j: of JAVA_HOME where that is set, else of the path. */
export function javaCommand(env: NodeJS.ProcessEnv = process.env): string {
  return env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java'
}

/** Neo4j 5.26 runs on Java 17 or 21. */
const OLDEST = 17

/** @throws Unavailable where there is no Java, or one older than 17 */
export async function checkJava(env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const java = javaCommand(env)
  const output = await execute(java, ['-version'], { env }).catch(() => undefined)
  if (!output) throw new Unavailable(`No Java: ${java} does not run; install JDK 17, or set JAVA_HOME or NEO4J_URI`)
  const version = Number(/version "(?:1\.)?(\d+)/.exec(output.stderr + output.stdout)?.[1] ?? 0)
  if (version < OLDEST)
    throw new Unavailable(
      `Java is too old: expected ${OLDEST} or later, ${java} is ${version}; install JDK 17 or set JAVA_HOME`,
    )
  return version
}

/** @throws Unavailable where there is no Maven */
export async function checkMaven(): Promise<void> {
  await execute('mvn', ['--version']).catch(() => {
    throw new Unavailable('No Maven: mvn does not run; install Maven 3.8 or later, or set NEO4J_URI')
  })
}
