const response = await fetch("https://api.hexclave.com/api/v1/teams", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "client",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    display_name: "Analysts",
    creator_user_id: "me",
    client_metadata: {
      color: "blue",
    },
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
