import { cpus, loadavg, totalmem } from 'node:os'

interface GraphReader {
  read(statement: string, parameters: Record<string, unknown>): Promise<unknown[][]>
}

/** On what is measured: day, machine, versions, how much the graph holds, and how busy the machine is with other work. */
export async function machineOf(graph: GraphReader): Promise<string> {
  const one = async (statement: string) => (await graph.read(statement, {}))[0]?.[0]
  const neo4j = await one('CALL dbms.components() YIELD versions RETURN versions[0]')
  const nodes = await one('MATCH (n) RETURN count(n)')
  const ties = await one('MATCH ()-[r]->() RETURN count(r)')
  const journeys = await one('MATCH (n:Journey) RETURN count(n)')
  const machine = `${cpus()[0]?.model} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB`
  const busy = (loadavg()[0] ?? 0).toFixed(1)
  return [
    `${new Date().toISOString().slice(0, 10)}, ${machine}, Node ${process.versions.node}, Neo4j ${neo4j}`,
    `${journeys} journeys, ${nodes} nodes, ${ties} ties; load of the machine ${busy}`,
  ].join('\n')
}
