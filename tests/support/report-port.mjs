import { Server } from "node:net";

// Loaded before an application that is told to listen on any port: says which one it became, and ends with the test.
const { listen } = Server.prototype;
Server.prototype.listen = function reported(...given) {
  this.once("listening", () => {
    const address = this.address();
    process.stdout.write(`${typeof address === "object" && address ? address.port : 0}\n`);
  });
  return listen.apply(this, given);
};
process.stdin.on("end", () => process.exit(0)).resume();
