const response = await fetch("https://api.hexclave.com/api/v1/", {
  headers: {
    "X-Hexclave-Access-Type": "client",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Publishable-Client-Key": "pck_<your publishable client key>",
    "X-Hexclave-Access-Token": "<the user's access token>",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.text());
