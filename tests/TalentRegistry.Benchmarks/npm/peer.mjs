// PostGraphile 5 over the registry's tables, as its documentation advises for production: library mode on node:http, the pg
// adaptor with a pool, no GraphiQL, no watching. PEER_WORKERS processes share the port, as node:cluster does it.
import cluster from "node:cluster";
import { createServer } from "node:http";
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import { grafserv } from "postgraphile/grafserv/node";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

const workers = Number(process.env.PEER_WORKERS ?? 1);
const port = Number(process.env.PEER_PORT);

if (cluster.isPrimary && workers > 1) {
  for (let i = 0; i < workers; i++) cluster.fork();
  process.on("SIGTERM", () => process.exit(0));
} else {
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset, PostGraphileConnectionFilterPreset],
    // The page is ordered by two columns of one index, of which only the first would be offered.
    disablePlugins: ["PgIndexBehaviorsPlugin"],
    pgServices: [
      makePgService({
        connectionString: process.env.PEER_DATABASE,
        schemas: ["registry", "reference"],
        poolConfig: { max: Math.ceil(16 / workers) },
      }),
    ],
    grafast: { explain: false },
    grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false, dangerouslyAllowAllCORSRequests: false },
  });
  const serv = instance.createServ(grafserv);
  const server = createServer();
  server.on("error", (error) => {
    console.error(error);
    process.exit(1);
  });
  await serv.addTo(server);
  if (process.argv.includes("--schema")) {
    const { printSchema } = await import("postgraphile/graphql");
    console.log(printSchema(await instance.getSchema()));
    process.exit(0);
  }
  server.listen(port, "127.0.0.1", () => console.log("ready"));
}
