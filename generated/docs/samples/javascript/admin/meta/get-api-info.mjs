const response = await fetch("https://api.hexclave.com/api/v1/");
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.text());
