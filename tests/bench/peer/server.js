// The peer's server: PouchDB behind HTTP, its databases in the folder of the first argument. It
// prints one line with its port and serves until it is ended.
const path = require('path');
const express = require('express');
const PouchDB = require('pouchdb');

const folder = process.argv[2];
process.chdir(folder);
const Stored = PouchDB.defaults({ prefix: path.join(folder, 'db') + path.sep });
const app = express();
app.use(require('express-pouchdb')(Stored, {
    mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: path.join(folder, 'log.txt'),
}));
const server = app.listen(0, '127.0.0.1', () => {
    console.log(JSON.stringify({ port: server.address().port }));
});
