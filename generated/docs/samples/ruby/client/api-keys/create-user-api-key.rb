require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/user-api-keys")
request = Net::HTTP::Post.new(uri)
request["X-Hexclave-Access-Type"] = "client"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  description: "Nightly import",
  expires_at_millis: 1760086400000,
  is_public: false,
  user_id: "3241a285-8329-4d69-8f3d-316e08cf140c"
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
