/** Counts the changes of the tool. */
const RESEARCH_TOOL_VERSION = "1";

const field = (title: string, order: number, description: string) => ({ type: "string", title, description, order });

// The answers of both searches are looked through for results: a title, a snippet and a link.
const COLLECT = `
const results = [];
const walk = (value, depth) => {
  if (depth > 4 || value === null || typeof value !== "object") return;
  if (typeof value.link === "string" && (value.snippet || value.title)) results.push(value);
  for (const part of Object.values(value)) walk(part, depth + 1);
};
walk(steps.person.output, 0);
walk(steps.posts.output, 0);
const seen = new Set();
return results
  .filter(({ link }) => !seen.has(link) && seen.add(link))
  .slice(0, 8)
  .map(({ link, title, snippet, date }) => ({
    url: link,
    text: [title, snippet].filter(Boolean).join(". "),
    date: typeof date === "string" ? date : null,
  }));
`.trim();

/**
 * Our tool for Relevance AI, to be imported there: it looks up a person and their posts, and answers with the documents that `run-tool.ts`
 * reads. Without the ids of a creator, a project or a tool, which its importer's account gives.
 */
export const RESEARCH_TOOL = {
  version: RESEARCH_TOOL_VERSION,
  title: "Greenlight: look up a lead",
  description:
    "Finds public pages about a person and their posts, and gives their texts to Greenlight, which cites them.",
  public: false,
  publicly_triggerable: false,
  params_schema: {
    type: "object",
    required: ["last_name", "company"],
    properties: {
      first_name: field("First name", 0, "The person's first name."),
      last_name: field("Last name", 1, "The person's last name."),
      company: field("Company", 2, "The company that the person works for."),
      title: field("Title", 3, "The person's role there."),
      website: field("Website", 4, "The company's website."),
    },
  },
  state_mapping: {
    first_name: "params.first_name",
    last_name: "params.last_name",
    company: "params.company",
    title: "params.title",
    website: "params.website",
    person: "steps.person.output",
    posts: "steps.posts.output",
    documents: "steps.documents.output",
  },
  transformations: {
    steps: [
      {
        name: "person",
        transformation: "serper_google_search",
        params: { search_query: '"{{params.first_name}} {{params.last_name}}" {{params.company}}', num: 5 },
        output: { results: "{{organic}}" },
      },
      {
        name: "posts",
        transformation: "serper_google_search",
        params: {
          search_query: 'site:linkedin.com/posts "{{params.first_name}} {{params.last_name}}" {{params.company}}',
          num: 5,
        },
        output: { results: "{{organic}}" },
      },
      { name: "documents", transformation: "js_code_transformation", params: { code: COLLECT } },
    ],
    output: { documents: "{{steps.documents.output.transformed}}" },
  },
} as const;
