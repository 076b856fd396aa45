/** The variables that the host sets. The application does not start without them. */
export type Environment = {
  databaseUrl: string;
  runtimeKey: string;
  greenlightUrl: string;
  greenlightToken: string;
  commit: string;
  host: string;
  port: number;
};

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`The variable ${name} is missing.`);
}

export const readEnvironment = (): Environment => ({
  databaseUrl: required("DATABASE_URL"),
  runtimeKey: required("RUNTIME_KEY"),
  greenlightUrl: required("GREENLIGHT_URL"),
  greenlightToken: required("GREENLIGHT_TOKEN"),
  commit: required("COMMIT_SHA"),
  host: process.env["HOST"] ?? "0.0.0.0",
  port: Number(process.env["PORT"] ?? "8080"),
});
