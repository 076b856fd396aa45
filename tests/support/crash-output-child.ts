import { exitOnCrash, redactConsole } from "@/lib/platform/crash-output";

/**
 * A process that holds a company's key, as vendors' errors do, and ends by one of the ways in which nothing catches an error. `served`: as
 * beside Next, which writes such an error to the console and goes on.
 */
type Task = { way: "thrown" | "rejected" | "served" | "reported"; keys: string[] };
const { way, keys } = JSON.parse(process.argv[2] ?? "") as Task;
const [bearer = "", named = "", nested = ""] = keys;

class VendorError extends Error {
  readonly config = { api_key: named, headers: { Authorization: `Bearer ${bearer}` } };
}
const refused = new VendorError(`Bad credentials: Bearer ${bearer}`, {
  cause: Object.assign(new Error("refused"), { access_token: nested }),
});
const several = new AggregateError([refused], `Two attempts failed: https://x.example/?token=${nested}`);

if (way === "served") {
  redactConsole();
  process.on("uncaughtException", (error) => console.error(error));
  process.on("unhandledRejection", (error) => console.error("unhandledRejection:", error));
  void Promise.reject(refused);
  setImmediate(() => {
    setImmediate(() => process.exit(1));
    throw several;
  });
} else {
  exitOnCrash();
  if (way === "reported") process.report.writeReport("report.json");
  if (way === "rejected") void Promise.reject(several);
  else
    setImmediate(() => {
      throw refused;
    });
}
