using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/team-invitations/5f0c2f64-2f6e-4e6b-8d7a-3c1b9e8f7a60/accept?user_id=3241a285-8329-4d69-8f3d-316e08cf140c");
request.Headers.Add("X-Hexclave-Access-Type", "server");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Secret-Server-Key", "ssk_<your secret server key>");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
