// Subscribes with graphql-sse's own client, in distinct connections mode, to the address given, and writes what came:
// {counted: [answers], once: answer, refused: answer, left: answers until it unsubscribed}.
import { createClient } from 'graphql-sse';

const client = createClient({ url: process.argv[2], retryAttempts: 0 });

async function all(query, most = Infinity) {
  const answers = [];
  for await (const answer of client.iterate({ query })) {
    answers.push(answer);
    if (answers.length === most) break;
  }
  return answers;
}

process.stdout.write(JSON.stringify({
  counted: await all('subscription { counted(first: 1, to: 3) }'),
  once: await all('{ paper }'),
  refused: await all('subscription { nothing }'),
  left: await all('subscription { counted(first: 1, to: 1000000) }', 2),
}));
