// One contender in a process of its own: `node contender.js <name> <service as JSON>`. For each message
// `{ pages, atOnce }` it reads so many pages and answers with what that took.

import { READERS } from "./readers.js";

const [name, service] = process.argv.slice(2);
const read = await READERS[name](JSON.parse(service));

process.on("message", async ({ pages, atOnce }) => {
  let seen = 0;
  async function share() {
    for (let page = 0; page < pages / atOnce; page += 1) {
      seen += await read();
    }
  }
  const [wall, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
  await Promise.all(Array.from({ length: atOnce }, share));
  const { user, system } = process.cpuUsage(cpu);
  const microseconds = Number(process.hrtime.bigint() - wall) / 1e3;
  process.send({ wall: microseconds / pages, cpu: (user + system) / pages, seen: seen / pages });
});
process.on("disconnect", () => process.exit());
process.send("ready");
