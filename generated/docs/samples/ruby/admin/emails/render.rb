require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/emails/render-email")
request = Net::HTTP::Post.new(uri)
request["X-Hexclave-Access-Type"] = "admin"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Super-Secret-Admin-Key"] = "sak_<your super secret admin key>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  template_id: "2f8a9b7c-6d5e-4f3a-8b1c-9d0e1f2a3b4c",
  theme_id: false
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
