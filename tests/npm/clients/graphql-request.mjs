// graphql-request: variables, headers, and errors with what was answered all the same.
import { ClientError, GraphQLClient, gql } from 'graphql-request';
import { answer, headers, url } from './endpoint.mjs';

const client = new GraphQLClient(url, { headers });
const { plans } = await client.request(gql`{ plans { code } }`);
const { people } = await client.request(gql`query ($n: Int!) { people(first: $n) { totalCount nodes { id } } }`, { n: 2 });

const errorOf = async (document, variables) => {
  try {
    await client.request(document, variables);
    return null;
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const [first] = error.response.errors;
    return { status: error.response.status, code: first.extensions.code, message: first.message, path: first.path ?? null, hasData: error.response.data != null };
  }
};

answer({
  plans: plans.length,
  people: people.nodes.length,
  invalid: await errorOf(gql`{ peeple { totalCount } }`),
  partial: await errorOf(gql`{ plans { code } people(after: "nonsense") { totalCount } }`),
  variable: await errorOf(gql`query ($n: Int!) { people(first: $n) { totalCount } }`, { n: 'three' }),
});
