using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.hexclave.com/api/v1/");
request.Headers.Add("X-Hexclave-Access-Type", "client");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Publishable-Client-Key", "pck_<your publishable client key>");
request.Headers.Add("X-Hexclave-Access-Token", "<the user's access token>");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
