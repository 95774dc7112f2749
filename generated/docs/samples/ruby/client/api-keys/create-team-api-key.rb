require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/team-api-keys")
request = Net::HTTP::Post.new(uri)
request["X-Hexclave-Access-Type"] = "client"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  description: "Nightly import",
  expires_at_millis: 1760086400000,
  is_public: false,
  team_id: "ad962777-8244-496a-b6a2-e0c6a449c79e"
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
