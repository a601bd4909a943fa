// The peer's client: writes documents (JSON lines, of the second argument's file) into a database in
// the folder of the first, then replicates it to the address of the third, and prints how long the
// replication took.
const fs = require('fs');
const path = require('path');
const PouchDB = require('pouchdb');

const [folder, file, address] = process.argv.slice(2);
const documents = fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));

async function main() {
    const Stored = PouchDB.defaults({ prefix: path.join(folder, 'own') + path.sep });
    const local = new Stored('events');
    await local.bulkDocs(documents);
    const remote = new PouchDB(`${address}/events`);
    const start = process.hrtime.bigint();
    // Larger batches than the usual hundred suit it better.
    const result = await local.replicate.to(remote, { batch_size: 1000 });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    console.log(JSON.stringify({ seconds, written: result.docs_written }));
    await local.close();
}

main().catch((failure) => {
    console.error(failure);
    process.exit(1);
});
