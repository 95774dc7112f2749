require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/team-invitations/send-code")
request = Net::HTTP::Post.new(uri)
request["X-Hexclave-Access-Type"] = "server"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Secret-Server-Key"] = "ssk_<your secret server key>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  team_id: "ad962777-8244-496a-b6a2-e0c6a449c79e",
  email: "grace@example.com",
  callback_url: "https://example.com/join"
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
